package io.github.connectionpool.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.github.connectionpool.TestPools;

/**
 * Asks 200 pages a second, of which five lose a connection and one takes its time. With
 * {@value #UNANSWERED} pages unanswered it waits, so that a slow machine has a smaller
 * storm and not a longer queue.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what comes of each is counted when it
												// comes
class LeakStorm {

	private static final String LOST = "IllegalStateException: order 42 is not for sale";

	/** Connections of the application's pool. */
	static final int POOL = 10;

	private static final int UNANSWERED = 200;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/**
	 * What came of it.
	 */
	record Outcome(int requests, int leaks, int failedBorrows, int harmed, long medianMillis, long longestMillis) {

	}

	private final HttpClient client = HttpClient.newHttpClient();

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger leaks = new AtomicInteger();

	private final AtomicInteger failedBorrows = new AtomicInteger();

	private final AtomicInteger harmed = new AtomicInteger();

	private final ConcurrentLinkedQueue<Long> millis = new ConcurrentLinkedQueue<>();

	private final Phaser underWay = new Phaser(1);

	private final int port;

	LeakStorm(int port) {
		this.port = port;
	}

	/**
	 * Storms for a time, and on a slow machine for longer, until there is enough to
	 * judge.
	 */
	Outcome run(Duration duration, Predicate<LeakStorm> enough) throws InterruptedException {
		ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
		clock.scheduleAtFixedRate(this::tick, 0, 5, TimeUnit.MILLISECONDS);
		long end = System.nanoTime() + duration.toNanos();
		TestPools.await()
			.atMost(duration.plus(PATIENCE))
			.until(() -> System.nanoTime() - end >= 0 && enough.test(this));
		clock.shutdown();
		clock.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		this.underWay.arriveAndAwaitAdvance();
		long[] sorted = this.millis.stream().mapToLong(Long::longValue).sorted().toArray();
		return new Outcome(this.requests.get(), this.leaks.get(), this.failedBorrows.get(), this.harmed.get(),
				sorted[sorted.length / 2], sorted[sorted.length - 1]);
	}

	/** More than the pool has connections, so that some had to be reclaimed. */
	boolean hasLeakedMoreThanThePool() {
		return this.leaks.get() > 2 * POOL;
	}

	boolean hasFailedABorrow() {
		return this.failedBorrows.get() > 0;
	}

	private void tick() {
		if (this.underWay.getUnarrivedParties() > UNANSWERED) {
			return;
		}
		int number = this.requests.incrementAndGet();
		if (number % 40 == 0) {
			this.leaks.incrementAndGet();
			ask("/lose");
		}
		else {
			ask((number % 200 == 7) ? "/long" : "/short");
		}
	}

	private void ask(String path) {
		this.underWay.register();
		long start = System.nanoTime();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.timeout(PATIENCE)
			.build();
		this.client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).whenComplete((response, failure) -> {
			this.millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
			String answer = (failure != null) ? failure.toString() : response.body();
			if (answer.startsWith("SQLTransientConnectionException")) {
				this.failedBorrows.incrementAndGet();
			}
			else if (!answer.equals(path.equals("/lose") ? LOST : "ok")) {
				System.out.println(path + ": " + answer);
				this.harmed.incrementAndGet();
			}
			this.underWay.arriveAndDeregister();
		});
	}

}
