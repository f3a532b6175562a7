package io.github.connectionpool.sample.page;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;

import javax.sql.DataSource;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The load that the endpoint tells, beside that which the borrowing threads measure
 * themselves, on a real database and by the watcher's own samples. Each share above 5 %
 * is right within 3 points. {@code -Dload.seconds=300} takes the five minutes.
 */
@Tag("measured")
@SampleTest
@DirtiesContext
class LoadOfAShopTests {

	private static final double POINTS = 0.03;

	private static final double SMALLEST = 0.05;

	private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("load.seconds", 20));

	private static final String EXECUTING = "executing";

	private static final String IDLE_IN_TRANSACTION = "idleInTransaction";

	private static final String IDLE = "idle";

	private final RestTestClient client;

	private final DataSource pool;

	/** Seconds by origin and use. */
	private final Map<String, DoubleAdder> measured = new ConcurrentHashMap<>();

	@Autowired
	LoadOfAShopTests(RestTestClient client, DataSource pool) {
		this.client = client;
		this.pool = pool;
	}

	@Test
	void sharesAreThoseThatTheBorrowersMeasure() throws Exception {
		long end = System.nanoTime() + TIME.toNanos();
		List<Thread> threads = new ArrayList<>();
		threads.add(borrower("orders", end, 0.6, 0.8, true));
		threads.add(borrower("orders", end, 0.6, 0.8, true));
		threads.add(borrower("reports", end, 1.2, 0.1, true));
		threads.add(borrower("carts", end, 0.4, 0.5, false));
		for (Thread thread : threads) {
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		Map<String, Double> told = told();
		Map<String, Double> isTrue = shares();
		System.out.printf("load after %d s:%n  true %s%n  told %s%n", TIME.toSeconds(), isTrue, told);
		assertThat(isTrue).hasSizeGreaterThan(3);
		isTrue.forEach((name, share) -> {
			if (share > SMALLEST) {
				assertThat(told.getOrDefault(name, 0.0)).as(name).isBetween(share - POINTS, share + POINTS);
			}
		});
		told.forEach((name, share) -> {
			if (share > SMALLEST) {
				assertThat(isTrue).containsKey(name);
			}
		});
	}

	/** The borrower's own clock is read where the monitor's is. */
	private Thread borrower(String name, long end, double meanSeconds, double idleShare, boolean inTransaction) {
		Random random = new Random(name.hashCode());
		return new Thread(() -> {
			while (System.nanoTime() < end) {
				hold(name, (0.5 + random.nextDouble()) * meanSeconds, idleShare, inTransaction);
			}
		}, name + "-" + System.identityHashCode(random));
	}

	private void hold(String name, double seconds, double idleShare, boolean inTransaction) {
		try (Connection connection = this.pool.getConnection();
				PreparedStatement statement = connection.prepareStatement("select pg_sleep(?)")) {
			connection.setAutoCommit(!inTransaction);
			long borrowed = System.nanoTime();
			statement.setDouble(1, seconds * (1 - idleShare));
			statement.execute();
			long executed = System.nanoTime();
			TimeUnit.NANOSECONDS.sleep(Math.round(seconds * idleShare * 1e9));
			long idle = System.nanoTime();
			if (inTransaction) {
				connection.commit();
			}
			add(name, EXECUTING, executed - borrowed);
			add(name, inTransaction ? IDLE_IN_TRANSACTION : IDLE, idle - executed);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void add(String name, String use, long nanos) {
		this.measured.computeIfAbsent(name + "-# " + use, (key) -> new DoubleAdder()).add(nanos / 1e9);
	}

	private Map<String, Double> shares() {
		double all = this.measured.values().stream().mapToDouble(DoubleAdder::sum).sum();
		Map<String, Double> shares = new TreeMap<>();
		this.measured.forEach((name, seconds) -> shares.put(name, seconds.sum() / all));
		return shares;
	}

	/** As the endpoint tells it. */
	private Map<String, Double> told() {
		String answer = this.client.get()
			.uri("/actuator/connectionpool/dataSource")
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		JsonNode load = new JsonMapper().readTree(answer).path("load").path("last5Minutes");
		double all = load.path("connections").asDouble();
		Map<String, Double> told = new TreeMap<>();
		load.path("origins").forEach((origin) -> {
			for (String use : List.of(EXECUTING, IDLE_IN_TRANSACTION, IDLE)) {
				double share = origin.path(use).asDouble() / all;
				if (share > 0) {
					told.put(origin.path("origin").asString() + " " + use, share);
				}
			}
		});
		return told;
	}

}
