package io.github.connectionpool.evaluation.friday;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Before a stub of an instance, whose page fails with and without a loss.
 */
class BadDeploymentTests {

	private final AtomicInteger active = new AtomicInteger();

	private final AtomicInteger readings = new AtomicInteger();

	private final AtomicInteger reclaimed = new AtomicInteger();

	private final CountDownLatch request = new CountDownLatch(1);

	private final CountDownLatch answer = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final TrafficLog log = new TrafficLog(Instant.now());

	private HttpServer instance;

	@BeforeEach
	void startInstance() throws IOException {
		this.instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.instance.setExecutor(this.threads);
		this.instance.createContext("/scenarios/leak-on-exception", (exchange) -> {
			this.request.countDown();
			await(this.answer);
			answer(exchange, 500, "For input string");
		});
		this.instance.createContext("/actuator/metrics/hikaricp.connections.active", (exchange) -> {
			this.readings.incrementAndGet();
			answer(exchange, 200, value(this.active.get()));
		});
		this.instance.createContext("/actuator/metrics/connectionpool.reclaimed",
				(exchange) -> answer(exchange, (this.reclaimed.get() > 0) ? 200 : 404, value(this.reclaimed.get())));
		this.instance.start();
	}

	@AfterEach
	void stopInstance() {
		this.answer.countDown();
		this.instance.stop(0);
		this.threads.shutdownNow();
	}

	@Test
	void aPageThatFailsBeforeItHasAConnectionHasLostNone() throws Exception {
		this.answer.countDown();
		try (BadDeployment deployment = deployment()) {
			// each page that fails is asked about until one has lost a connection
			Awaitility.await().untilAsserted(() -> assertThat(this.readings).hasValueGreaterThan(1));
			assertThat(deployment.firstLost()).isNull();
			assertThat(deployment.lost()).isZero();
		}
		assertThat(this.log.kinds()).containsOnlyKeys(TrafficLog.BAD_PAGE);
	}

	@Test
	void theTimeOfALossIsThatOfItsRequest() throws Exception {
		this.active.set(1);
		try (BadDeployment deployment = deployment()) {
			await(this.request);
			Instant answered = Instant.now();
			this.answer.countDown();
			Awaitility.await().untilAsserted(() -> assertThat(deployment.firstLost()).isNotNull());
			assertThat(deployment.firstLost()).isBeforeOrEqualTo(answered);
		}
	}

	@Test
	void aReclaimedConnectionWasLostToo() throws Exception {
		this.active.set(2);
		this.reclaimed.set(3);
		assertThat(new PoolReading().lost(port())).isEqualTo(5);
	}

	private BadDeployment deployment() {
		return BadDeployment.in(List.of(port()), this.log);
	}

	private int port() {
		return this.instance.getAddress().getPort();
	}

	private static String value(int value) {
		return "{\"measurements\": [{\"statistic\": \"VALUE\", \"value\": %d.0}]}".formatted(value);
	}

	private static void answer(HttpExchange exchange, int status, String text) throws IOException {
		try (exchange) {
			byte[] body = text.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
