package io.github.connectionpool.evaluation.friday;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Asks instances for their health twice a second, until one is not {@code UP}.
 * Thread-safe.
 */
final class HealthWatch implements AutoCloseable {

	private static final long MILLIS_BETWEEN = 500;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final List<Integer> ports;

	private final Thread thread = new Thread(this::watch, "health-watch");

	private volatile @Nullable Instant changed;

	private volatile boolean over;

	private HealthWatch(List<Integer> ports) {
		this.ports = ports;
	}

	static HealthWatch of(List<Integer> ports) {
		HealthWatch watch = new HealthWatch(ports);
		watch.thread.setDaemon(true);
		watch.thread.start();
		return watch;
	}

	private void watch() {
		try {
			while (!this.over && this.changed == null) {
				for (int port : this.ports) {
					if (!isUp(port)) {
						this.changed = Instant.now();
						return;
					}
				}
				Thread.sleep(MILLIS_BETWEEN);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean isUp(int port) throws InterruptedException {
		try {
			var answer = this.http.send(Traffic.to(port, "/actuator/health").build(), BodyHandlers.ofString());
			return answer.statusCode() == 200 && !answer.body().contains("\"status\":\"WARNING\"");
		}
		catch (IOException ex) {
			// an instance that gives no answer in time is not healthy
			return false;
		}
	}

	/** When an instance was not healthy for the first time, null if none. */
	@Nullable Instant changed() {
		return this.changed;
	}

	@Override
	public void close() {
		this.over = true;
		this.thread.interrupt();
	}

}
