package io.github.connectionpool.evaluation.friday;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.json.JsonMapper;

/**
 * Reads from an instance how many connections its pool has lost. The meters are there
 * with and without the starter. Thread-safe.
 */
final class PoolReading {

	private static final int READINGS = 10;

	private static final long MILLIS_BETWEEN = 50;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/**
	 * Connections that are borrowed at each of ten readings. Those of working pages come
	 * back in between, the lost ones do not.
	 */
	long stayAway(int port) throws IOException, InterruptedException {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < READINGS && least > 0; i++) {
			TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN);
			least = Math.min(least, value(port, "hikaricp.connections.active"));
		}
		return least;
	}

	/**
	 * Connections that were lost since the start. Meaningful only when no page is at
	 * work.
	 */
	long lost(int port) throws IOException, InterruptedException {
		while (true) {
			long reclaimed = reclaimed(port);
			long away = stayAway(port);
			// one that is reclaimed in between would count twice, or never
			if (reclaimed(port) == reclaimed) {
				return away + reclaimed;
			}
		}
	}

	private long reclaimed(int port) throws IOException, InterruptedException {
		return value(port, "connectionpool.reclaimed");
	}

	/** The sum over all tags, 0 where there is no such meter. */
	private long value(int port, String meter) throws IOException, InterruptedException {
		var answer = this.http.send(Traffic.to(port, "/actuator/metrics/" + meter).build(), BodyHandlers.ofString());
		if (answer.statusCode() == 404) {
			return 0;
		}
		if (answer.statusCode() != 200) {
			throw new IOException("The instance at port " + port + " answered with " + answer.statusCode()
					+ " to a question for " + meter);
		}
		return Math.round(JSON.readTree(answer.body()).path("measurements").path(0).path("value").asDouble());
	}

}
