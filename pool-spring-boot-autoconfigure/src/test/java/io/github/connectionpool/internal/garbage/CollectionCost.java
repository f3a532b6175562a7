package io.github.connectionpool.internal.garbage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What it costs an application to have garbage collected under pressure: how long a
 * collection takes, and for how long a thread that does nothing but look at the clock was
 * stopped meanwhile. A third of the heap is alive, in small objects.
 */
final class CollectionCost {

	static final String RESULT = "Result: ";

	private static final int ROUNDS = 7;

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

	private static volatile boolean measuring;

	private static volatile long longestStop;

	private CollectionCost() {
	}

	public static void main(String[] arguments) {
		List<long[]> alive = new ArrayList<>();
		long third = Runtime.getRuntime().maxMemory() / 3;
		for (long bytes = 0; bytes < third; bytes += 64) {
			alive.add(new long[5]);
		}
		Thread clock = new Thread(CollectionCost::look);
		clock.setDaemon(true);
		clock.start();
		Measured full = new Measured();
		Measured young = new Measured();
		YoungCollection hasten = new YoungCollection();
		for (int i = 0; i < ROUNDS; i++) {
			full.measure(System::gc);
			// that was a collection as well
			hasten.hasten();
			young.measure(() -> {
				// one look's worth is 32 MB; as many as it takes
				long start = System.nanoTime();
				while (!hasten.hasten() && System.nanoTime() - start < PATIENCE_NANOS) {
					LockSupport.parkNanos(1);
				}
			});
		}
		System.out.println(RESULT + full + " | " + young + " |");
		if (alive.isEmpty()) {
			throw new IllegalStateException("nothing is alive");
		}
	}

	private static void look() {
		long last = System.nanoTime();
		while (true) {
			LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
			long now = System.nanoTime();
			if (measuring) {
				longestStop = Math.max(longestStop, now - last);
			}
			last = now;
		}
	}

	/** Medians of several rounds. */
	private static final class Measured {

		private final List<Long> took = new ArrayList<>();

		private final List<Long> stopped = new ArrayList<>();

		void measure(Runnable collection) {
			longestStop = 0;
			measuring = true;
			long start = System.nanoTime();
			collection.run();
			this.took.add(System.nanoTime() - start);
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
			measuring = false;
			this.stopped.add(longestStop);
		}

		private static String median(List<Long> nanos) {
			long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
			Arrays.sort(sorted);
			return String.valueOf(Math.round(sorted[sorted.length / 2] / 1e6));
		}

		@Override
		public String toString() {
			return median(this.took) + " ms | " + median(this.stopped) + " ms";
		}

	}

}
