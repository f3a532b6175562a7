package io.github.connectionpool.web;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import io.github.connectionpool.Loans;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exchanges of WebFlux as units of work, on a real server.
 */
@SpringBootTest(classes = ExchangeWorkTests.Application.class,
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", "spring.reactor.context-propagation=auto",
				"spring.datasource.url=jdbc:h2:mem:exchange-work", "spring.datasource.hikari.maximum-pool-size=30",
				"server.shutdown=immediate" })
class ExchangeWorkTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	private Loans loans;

	@Autowired
	private PoolRegistry pools;

	@Autowired
	private Reporter reporter;

	@Autowired
	private Door door;

	@LocalServerPort
	private int port;

	@AfterEach
	void giveBack() throws Exception {
		this.door.open();
		this.loans.giveBack();
		this.door.close();
	}

	@Test
	void whatIsBorrowedOnTheThreadThatBeginsTheExchangeBelongsToIt() throws Exception {
		assertThat(get("/direct/7").get().body()).isEqualTo("direct");
		assertExchange("direct", "/direct/{id}");
	}

	@Test
	void whatIsBorrowedOnAnotherThreadBelongsToItWhereContextsArePropagated() throws Exception {
		assertThat(get("/blocking/7").get().body()).isEqualTo("blocking");
		assertExchange("blocking", "/blocking/{id}");
		assertThat(this.loans.checkout("blocking").ownerName()).startsWith("boundedElastic");
	}

	@Test
	void theWorkIsOpenForAsLongAsTheExchange() throws Exception {
		CompletableFuture<HttpResponse<String>> response = get("/open/7");
		WorkUnit work = this.loans.work("open");
		TestPools.await().until(work::isParked);
		assertThat(work.hasEnded()).isFalse();
		Checkout checkout = this.loans.checkout("open");
		TestPools.await()
			.until(() -> report(checkout).explanation().contains("its GET request is asynchronous and still open"));
		this.door.open();
		assertThat(response.get().body()).isEqualTo("open");
		this.loans.awaitEnd("open");
	}

	@Test
	void anExchangeThatFailsHasEnded() throws Exception {
		assertThat(get("/failing").get().statusCode()).isEqualTo(500);
		this.loans.awaitEnd("failing");
	}

	@Test
	void anExchangeThatIsCancelledHasEnded() throws Exception {
		try (Socket socket = new Socket("localhost", this.port)) {
			OutputStream out = socket.getOutputStream();
			out.write("GET /open/7 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			out.flush();
			assertThat(this.loans.work("open").hasEnded()).isFalse();
		}
		this.loans.awaitEnd("open");
	}

	@Test
	void nothingIsLeftOnTheThreads() throws Exception {
		for (int i = 0; i < 10; i++) {
			assertThat(get("/blocking/7").get().body()).isEqualTo("blocking");
			assertThat(get("/direct/7").get().body()).isEqualTo("direct");
		}
		for (String name : new String[] { "blocking", "direct" }) {
			this.loans.awaitEnd(name);
		}
		Schedulers.boundedElastic().schedule(() -> this.loans.take("outside"));
		assertThat(this.loans.workIfAny("outside")).isNull();
		assertThat(this.loans.checkout("outside").context()).isEqualTo(CheckoutContext.NONE);
	}

	private void assertExchange(String name, String pattern) {
		this.loans.awaitEnd(name);
		assertThat(this.loans.work(name).name()).isEqualTo("a GET request");
		assertThat(this.loans.work(name).isProvisional()).isTrue();
		assertThat(this.loans.checkout(name).context().request())
			.isEqualTo(new CheckoutContext.Request("GET", pattern));
	}

	private CheckoutReport report(Checkout checkout) {
		assertThat(this.pools.all()).hasSize(1);
		return this.reporter.report(checkout);
	}

	private CompletableFuture<HttpResponse<String>> get(String path) {
		return this.client.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	/** Keeps exchanges from ending. */
	static class Door {

		private volatile Sinks.One<String> sink = Sinks.one();

		Mono<String> pass() {
			return this.sink.asMono();
		}

		void open() {
			this.sink.tryEmitValue("open");
		}

		void close() {
			this.sink = Sinks.one();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage
	static class Application {

		@Bean
		Loans loans(DataSource dataSource, PoolRegistry pools) {
			return new Loans(dataSource, pools);
		}

		@Bean
		Door door() {
			return new Door();
		}

		@Bean
		RouterFunction<ServerResponse> routes(Loans loans, Door door) {
			return RouterFunctions.route().GET("/direct/{id}", (request) -> {
				loans.take("direct");
				return ServerResponse.ok().bodyValue("direct");
			})
				.GET("/blocking/{id}",
						(request) -> Mono.fromCallable(() -> take(loans, "blocking"))
							.subscribeOn(Schedulers.boundedElastic())
							.flatMap(ServerResponse.ok()::bodyValue))
				.GET("/open/{id}",
						(request) -> Mono.fromCallable(() -> take(loans, "open"))
							.subscribeOn(Schedulers.boundedElastic())
							.then(door.pass())
							.flatMap(ServerResponse.ok()::bodyValue))
				.GET("/failing",
						(request) -> Mono.fromCallable(() -> take(loans, "failing"))
							.subscribeOn(Schedulers.boundedElastic())
							.flatMap((taken) -> Mono.error(new IllegalStateException("on purpose"))))
				.build();
		}

		private static String take(Loans loans, String name) {
			loans.take(name);
			return name;
		}

	}

}
