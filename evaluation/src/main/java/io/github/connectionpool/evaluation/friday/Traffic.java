package io.github.connectionpool.evaluation.friday;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Visitors of all instances in turn, at a constant rate however slow the answers are. A
 * visitor does not wait for another. Thread-safe.
 */
final class Traffic implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** A bound for the memory; visitors beyond it have failed. */
	private static final int MOST_AT_ONCE = 2000;

	private static final long SEED = 20261127;

	private static final int IN_A_ROW = 10;

	/**
	 * An answer of an instance that has warmed up, on average, also on a busy machine.
	 */
	private static final Duration QUICK = Duration.ofMillis(100);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Semaphore places = new Semaphore(MOST_AT_ONCE);

	private final List<Integer> ports;

	private final int rate;

	private final TrafficLog log;

	private final Thread thread = new Thread(this::run, "friday-traffic");

	private volatile boolean over;

	private Traffic(List<Integer> ports, int rate, TrafficLog log) {
		this.ports = ports;
		this.rate = rate;
		this.log = log;
	}

	static Traffic start(List<Integer> ports, int rate, TrafficLog log) {
		Traffic traffic = new Traffic(ports, rate, log);
		traffic.thread.setDaemon(true);
		traffic.thread.start();
		return traffic;
	}

	/**
	 * Sends visitors one after the other, until all instances answer quickly. The first
	 * pages of an application take seconds, and no load balancer would send all visitors
	 * to it then.
	 */
	static void warmUp(List<Integer> ports, Duration atMost) throws InterruptedException {
		HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		Random random = new Random(SEED);
		long start = System.nanoTime();
		boolean warm = false;
		while (!warm && System.nanoTime() - start < atMost.toNanos()) {
			warm = true;
			for (int port : ports) {
				warm &= isQuick(http, port, random);
			}
		}
	}

	private static boolean isQuick(HttpClient http, int port, Random random) throws InterruptedException {
		long start = System.nanoTime();
		try {
			for (int i = 0; i < IN_A_ROW; i++) {
				http.send(request(port, random), BodyHandlers.discarding());
			}
		}
		catch (IOException ex) {
			return false;
		}
		return System.nanoTime() - start <= IN_A_ROW * QUICK.toNanos();
	}

	private void run() {
		Random random = new Random(SEED);
		long start = System.nanoTime();
		try {
			for (int i = 0; !this.over; i++) {
				long arrival = start + (long) (i * 1e9 / this.rate);
				TimeUnit.NANOSECONDS.sleep(Math.max(0, arrival - System.nanoTime()));
				send(this.ports.get(i % this.ports.size()), random);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the answer is in the log
	private void send(int port, Random random) {
		Instant arrival = Instant.now();
		if (!this.places.tryAcquire()) {
			this.log.answered(arrival, TrafficLog.NO_PLACE);
			return;
		}
		this.http.sendAsync(request(port, random), BodyHandlers.ofString()).whenComplete((answer, failure) -> {
			this.places.release();
			this.log.answered(arrival, TrafficLog.kind(answer, failure));
		});
	}

	private static HttpRequest request(int port, Random random) {
		int customer = 1 + random.nextInt(5000);
		int percent = random.nextInt(100);
		if (percent < 10) {
			return to(port, "/orders").header("Content-Type", "application/json").POST(BodyPublishers.ofString("""
					{"customerId": %d, "lines": [{"productId": %d, "quantity": 1}]}
					""".formatted(customer, 1 + random.nextInt(500)))).build();
		}
		if (percent < 40) {
			return to(port, "/customers/" + customer + "/orders").build();
		}
		return to(port, "/customers/" + customer).build();
	}

	/** A request of this rehearsal to an instance. */
	static HttpRequest.Builder to(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
	}

	/** Sends no more, and waits for those under way, which are part of the result. */
	void end() throws InterruptedException {
		this.over = true;
		this.thread.join();
		this.places.tryAcquire(MOST_AT_ONCE, PATIENCE.toMillis() + 1000, TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		this.over = true;
	}

}
