package io.github.connectionpool.evaluation.friday;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks instances for their health twice a second, until one has another status than at
 * first. Thread-safe.
 */
final class HealthWatch implements AutoCloseable {

	private static final long MILLIS_BETWEEN = 500;

	private static final String NONE = "no answer";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final List<Integer> ports;

	private final Map<Integer, String> first = new HashMap<>();

	private final Thread thread = new Thread(this::watch, "health-watch");

	private volatile @Nullable Instant changed;

	private volatile boolean over;

	private HealthWatch(List<Integer> ports) {
		this.ports = ports;
	}

	/**
	 * Begins to watch.
	 * @param ports the instances
	 * @return the watch, once it knows the first status of each
	 * @throws IOException if an instance gives none
	 * @throws InterruptedException if interrupted meanwhile
	 */
	static HealthWatch of(List<Integer> ports) throws IOException, InterruptedException {
		HealthWatch watch = new HealthWatch(ports);
		for (int port : ports) {
			String status = watch.status(port);
			if (status.equals(NONE)) {
				throw new IOException("The instance at port " + port + " does not tell its health");
			}
			watch.first.put(port, status);
		}
		watch.thread.setDaemon(true);
		watch.thread.start();
		return watch;
	}

	private void watch() {
		try {
			while (!this.over && this.changed == null) {
				for (int port : this.ports) {
					if (!status(port).equals(this.first.get(port))) {
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

	/** An instance that gives no answer in time is not healthy. */
	private String status(int port) throws InterruptedException {
		try {
			var answer = this.http.send(Traffic.to(port, "/actuator/health").build(), BodyHandlers.ofString());
			return JSON.readTree(answer.body()).path("status").asString(NONE);
		}
		catch (IOException | JacksonException ex) {
			return NONE;
		}
	}

	/** When an instance had another status for the first time, null if none had. */
	@Nullable Instant changed() {
		return this.changed;
	}

	@Override
	public void close() {
		this.over = true;
		this.thread.interrupt();
	}

}
