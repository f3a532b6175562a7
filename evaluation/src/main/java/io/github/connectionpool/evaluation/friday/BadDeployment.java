package io.github.connectionpool.evaluation.friday;

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

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "bad-deployment");
		thread.setDaemon(true);
		return thread;
	});

	private final TrafficLog log;

	private volatile @Nullable Instant firstLost;

	private int lost;

	private BadDeployment(TrafficLog log) {
		this.log = log;
	}

	static BadDeployment in(List<Integer> ports, TrafficLog log) {
		BadDeployment deployment = new BadDeployment(log);
		deployment.clock.scheduleAtFixedRate(() -> ports.forEach(deployment::request), 0, BETWEEN.toMillis(),
				TimeUnit.MILLISECONDS);
		return deployment;
	}

	private void request(int port) {
		Instant arrival = Instant.now();
		this.http
			.sendAsync(Traffic.to(port, "/scenarios/leak-on-exception").POST(BodyPublishers.noBody()).build(),
					BodyHandlers.ofString())
			.whenComplete((answer, failure) -> answered(arrival, answer));
	}

	/** The page that fails has lost a connection; the one that got none has not. */
	private synchronized void answered(Instant arrival, @Nullable HttpResponse<String> answer) {
		if (answer == null) {
			this.log.answered(arrival, "no answer within 10 s");
		}
		else if (answer.statusCode() == FAULT) {
			if (this.firstLost == null) {
				this.firstLost = Instant.now();
			}
			this.lost++;
		}
		else {
			this.log.answered(arrival, TrafficLog.kind(answer.statusCode(), answer.body()));
		}
	}

	/** When the first connection was lost, null before. */
	@Nullable Instant firstLost() {
		return this.firstLost;
	}

	synchronized int lost() {
		return this.lost;
	}

	/** Sends no more. */
	void end() {
		this.clock.shutdownNow();
	}

	@Override
	public void close() {
		end();
	}

}
