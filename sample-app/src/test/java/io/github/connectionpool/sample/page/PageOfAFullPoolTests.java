package io.github.connectionpool.sample.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures and prints how soon the page of a pool with a hundred checkouts is there. Only
 * its size is asserted: a loaded machine is no fault of the page.
 */
@SampleTest
@TestPropertySource(properties = "spring.datasource.hikari.maximum-pool-size=100")
@DirtiesContext
class PageOfAFullPoolTests extends InBrowser {

	private static final int CHECKOUTS = 100;

	private static final int MOST_BYTES = 80_000;

	private static final int ANSWERS = 101;

	/** A phone with slow 4G, as Lighthouse takes it: bytes a second, milliseconds. */
	private static final Map<String, ?> NETWORK = Map.of("offline", false, "latency", 150, "downloadThroughput",
			1_638_400 / 8, "uploadThroughput", 768_000 / 8);

	private static final int TIMES_SLOWER_PROCESSOR = 4;

	private static final String PAINTED = "performance.getEntriesByName('first-contentful-paint')";

	private final DataSource pool;

	private final List<Connection> borrowed = new ArrayList<>();

	@Autowired
	PageOfAFullPoolTests(DataSource pool) {
		this.pool = pool;
	}

	@BeforeEach
	void borrowAll() throws SQLException {
		for (int i = 0; i < CHECKOUTS; i++) {
			this.borrowed.add(this.pool.getConnection());
		}
	}

	@AfterEach
	void giveBack() throws SQLException {
		for (Connection connection : this.borrowed) {
			connection.close();
		}
	}

	@Test
	void theAnswerAndTheFirstSentenceOnAPhoneAreMeasured() throws IOException, InterruptedException {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(URI.create(address())).header("Accept", "text/html").build();
		long[] nanos = new long[ANSWERS];
		int bytes = 0;
		for (int i = 0; i < ANSWERS; i++) {
			long start = System.nanoTime();
			bytes = client.send(request, BodyHandlers.ofByteArray()).body().length;
			nanos[i] = System.nanoTime() - start;
		}
		double first = nanos[0] / 1e6;
		Arrays.sort(nanos);
		System.out.printf(
				"page of %d checkouts: %d bytes; answer: first %.1f ms, median %.1f ms, slowest but one"
						+ " of %d %.1f ms%n",
				CHECKOUTS, bytes, first, nanos[ANSWERS / 2] / 1e6, ANSWERS, nanos[ANSWERS - 2] / 1e6);
		assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
		this.tab.size(390, 844);
		this.tab.send("Network.emulateNetworkConditions", NETWORK);
		this.tab.send("Emulation.setCPUThrottlingRate", Map.of("rate", TIMES_SLOWER_PROCESSOR));
		this.tab.open(address());
		this.tab.waitUntil(PAINTED + ".length == 1");
		System.out.printf(
				"first sentence readable on a phone with slow 4G and a processor %d times slower: after"
						+ " %d ms, then style and script included%n",
				TIMES_SLOWER_PROCESSOR, this.tab.number(PAINTED + "[0].startTime"));
		assertThat(this.tab.text("document.querySelector('h1').innerText")).contains("dataSource");
	}

}
