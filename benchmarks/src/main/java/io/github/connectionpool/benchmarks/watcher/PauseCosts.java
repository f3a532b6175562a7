package io.github.connectionpool.benchmarks.watcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.slices.Figures;

/**
 * Whether the application is paused for the measured work.
 */
final class PauseCosts {

	private static final double NANOS_IN_A_MILLI = 1e6;

	private static final long PAUSE_NANOS = 50_000_000;

	private final List<List<Object>> rows = new ArrayList<>();

	/** Nothing is done. */
	void addNothing(Duration time) throws Exception {
		add("nothing", 1, Safepoints.during(() -> {
			long end = System.nanoTime() + time.toNanos();
			while (System.nanoTime() < end) {
				LockSupport.parkNanos(end - System.nanoTime());
			}
		}));
	}

	/**
	 * Looks are taken.
	 * @return the pause for each, collections aside, in milliseconds
	 */
	double addLooks(Watched watched, int looks) throws Exception {
		return add("looks at " + watched.held().count() + " held", looks, Safepoints.during(() -> {
			for (int i = 0; i < looks; i++) {
				// in which owners run
				LockSupport.parkNanos(PAUSE_NANOS);
				watched.looks().take();
			}
		}));
	}

	/** The endpoint is asked. */
	void addReads(Watched watched, int limit, int reads) throws Exception {
		add("answers that show %d of %d held".formatted(limit, watched.held().count()), reads, Safepoints.during(() -> {
			for (int i = 0; i < reads; i++) {
				Objects.requireNonNull(watched.endpoint().pool("pool", limit));
			}
		}));
	}

	private double add(String what, int times, Safepoints safepoints) {
		double millis = safepoints.askedTime().toNanos() / NANOS_IN_A_MILLI;
		this.rows.add(List.of(what, times, safepoints.asked().isEmpty() ? "none" : safepoints.asked().toString(),
				Figures.round((double) safepoints.askedCount() / times, 1), Figures.ratio(millis / times),
				safepoints.collections(), Figures.ratio(safepoints.collectionTime().toNanos() / NANOS_IN_A_MILLI),
				safepoints.others()));
		return millis / times;
	}

	Table table() {
		return new Table("Pauses of the whole application (safepoints), ms",
				List.of("during", "times", "asked for by the measuring thread, collections aside",
						"of these for each time", "pause for each time", "collections", "pause for collections",
						"other pauses"),
				this.rows);
	}

}
