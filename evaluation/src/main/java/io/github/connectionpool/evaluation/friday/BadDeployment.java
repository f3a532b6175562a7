package io.github.connectionpool.evaluation.friday;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The deployment whose new page loses a connection at each exception: in some instances,
 * from a moment on, one request in two seconds comes to that page. Thread-safe.
 */
final class BadDeployment implements AutoCloseable {

	/** The time between two requests to the new page of an instance. */
	static final Duration BETWEEN = Duration.ofSeconds(2);

	/** The file of the line that loses the connection. */
	static final String FILE = "LeakOnException.java:";

	private static final int FAULT = 500;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ScheduledExecutorService clock = daemon("bad-deployment");

	/** Apart from the clock, since a reading takes half a second. */
	private final ScheduledExecutorService readings = daemon("pool-readings");

	private final PoolReading pools = new PoolReading();

	private final List<Integer> ports;

	private final TrafficLog log;

	private volatile @Nullable Instant firstLost;

	private BadDeployment(List<Integer> ports, TrafficLog log) {
		this.ports = ports;
		this.log = log;
	}

	@SuppressWarnings("FutureReturnValueIgnored") // it ends with the clock
	static BadDeployment in(List<Integer> ports, TrafficLog log) {
		BadDeployment deployment = new BadDeployment(ports, log);
		deployment.clock.scheduleAtFixedRate(() -> ports.forEach(deployment::request), 0, BETWEEN.toMillis(),
				TimeUnit.MILLISECONDS);
		return deployment;
	}

	private static ScheduledExecutorService daemon(String name) {
		return Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		});
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the answer is in the log
	private void request(int port) {
		Instant sent = Instant.now();
		this.http
			.sendAsync(Traffic.to(port, "/scenarios/leak-on-exception").POST(BodyPublishers.noBody()).build(),
					BodyHandlers.ofString())
			.whenComplete((answer, failure) -> answered(port, sent, answer, failure));
	}

	private void answered(int port, Instant sent, @Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
		boolean failed = answer != null && answer.statusCode() == FAULT;
		this.log.answered(sent, failed ? TrafficLog.BAD_PAGE : TrafficLog.kind(answer, failure));
		if (failed && isEarlier(sent)) {
			this.readings.execute(() -> confirm(port, sent));
		}
	}

	private boolean isEarlier(Instant sent) {
		Instant first = this.firstLost;
		return first == null || sent.isBefore(first);
	}

	/** A page can also fail before it has a connection: the pool knows. */
	private void confirm(int port, Instant sent) {
		try {
			if (isEarlier(sent) && this.pools.stayAway(port) > 0) {
				this.firstLost = sent;
			}
		}
		catch (IOException ex) {
			// the next page that fails is asked about again
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * The time of the request that lost the first connection, null before the pool has
	 * shown a loss.
	 */
	@Nullable Instant firstLost() {
		return this.firstLost;
	}

	/** The pools' own number, to be asked for when the traffic has ended. */
	int lost() throws IOException, InterruptedException {
		long lost = 0;
		for (int port : this.ports) {
			lost += this.pools.lost(port);
		}
		return (int) lost;
	}

	/** Sends no more. */
	void end() {
		this.clock.shutdownNow();
	}

	@Override
	public void close() {
		end();
		this.readings.shutdownNow();
	}

}
