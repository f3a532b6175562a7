package io.github.connectionpool.web;

import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.request.async.DeferredResult;

import io.github.connectionpool.Loans;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.WorkUnit;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = RequestWorkApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:async-request-work",
				"spring.datasource.hikari.maximum-pool-size=30", "server.tomcat.threads.max=2",
				"server.shutdown=immediate" })
class AsyncRequestWorkTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	private Loans loans;

	@Autowired
	private Stage stage;

	@Autowired
	private BoundOutside boundOutside;

	@LocalServerPort
	private int port;

	@BeforeEach
	void lowerTheCurtain() {
		this.stage.lower();
	}

	@AfterEach
	void giveBack() throws Exception {
		this.stage.raise();
		// the threads that served are used again
		for (int i = 0; i < 4; i++) {
			assertThat(Http.get(this.port, "/handler").getBody()).isEqualTo("handled");
		}
		this.loans.giveBack();
		assertThat(this.boundOutside.seen()).isEmpty();
	}

	@Test
	void aCallableEndsItsRequestWhenItsResultIsWritten() throws Exception {
		var answer = get("/callable");
		this.loans.checkout("callable");
		runsOnWithoutItsThread("request");
		this.stage.raise();
		assertThat(answer.get(1, TimeUnit.MINUTES).body()).isEqualTo("called");
		this.loans.awaitEnd("request");
		this.loans.awaitEnd("callable");
	}

	@Test
	void aCallableThatThrowsEndsItsRequest() throws Exception {
		assertThat(get("/callable-throws").get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(500);
		this.loans.awaitEnd("request");
		this.loans.awaitEnd("callable");
		this.loans.awaitEnd("error page");
	}

	@Test
	void aDeferredResultEndsItsRequestWhenItIsWritten() throws Exception {
		var answer = get("/deferred");
		DeferredResult<String> result = this.stage.awaitDeferred();
		runsOnWithoutItsThread("request");
		result.setResult("at last");
		assertThat(answer.get(1, TimeUnit.MINUTES).body()).isEqualTo("at last");
		this.loans.awaitEnd("request");
	}

	@Test
	void aDeferredErrorEndsItsRequest() throws Exception {
		var answer = get("/deferred");
		DeferredResult<String> result = this.stage.awaitDeferred();
		runsOnWithoutItsThread("request");
		result.setErrorResult(new IllegalStateException("deferred"));
		assertThat(answer.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(500);
		this.loans.awaitEnd("request");
	}

	@Test
	void aDeferredResultThatIsThereAtOnceEndsItsRequest() throws Exception {
		assertThat(get("/deferred-at-once").get(1, TimeUnit.MINUTES).body()).isEqualTo("set before");
		this.loans.awaitEnd("request");
	}

	@Test
	void aDeferredResultThatTimesOutEndsItsRequest() throws Exception {
		assertThat(get("/deferred-timeout").get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(503);
		this.loans.awaitEnd("request");
	}

	@Test
	void aStreamEndsItsRequestWhenItIsWritten() throws Exception {
		var answer = get("/stream");
		this.loans.checkout("stream");
		runsOnWithoutItsThread("request");
		assertThat(this.loans.work("stream").hasEnded()).isFalse();
		this.stage.raise();
		assertThat(answer.get(1, TimeUnit.MINUTES).body()).isEqualTo("first last");
		assertThat(answer.get().headers().firstValue("X-Stream")).hasValue("yes");
		this.loans.awaitEnd("request");
		this.loans.awaitEnd("stream");
	}

	@Test
	void aStreamWhoseClientGoesAwayEndsItsRequest() throws Exception {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.getOutputStream()
				.write("GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			assertThat(in.readNBytes(10_000)).hasSize(10_000);
			runsOnWithoutItsThread("request");
		}
		this.loans.awaitEnd("request");
	}

	@Test
	void aServletEndsItsRequestWhenAnotherThreadCompletesIt() throws Exception {
		var answer = get("/servlet/complete");
		runsOnWithoutItsThread("request");
		this.stage.raise();
		assertThat(answer.get(1, TimeUnit.MINUTES).body()).isEqualTo("completed");
		this.loans.awaitEnd("request");
	}

	@Test
	void aServletThatCompletesAtOnceEndsItsRequestWhenItReturns() throws Exception {
		assertThat(get("/servlet/complete-at-once").get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
		this.loans.awaitEnd("completed");
		assertThat(this.loans.work("request")).isSameAs(this.loans.work("completed"));
	}

	@Test
	void aRequestThatIsDispatchedAgainAndAgainIsOneUnit() throws Exception {
		var answer = get("/servlet/dispatch");
		runsOnWithoutItsThread("dispatch 0");
		this.stage.raise();
		assertThat(answer.get(1, TimeUnit.MINUTES).body()).isEqualTo("dispatched");
		this.loans.awaitEnd("dispatch 2");
		assertThat(this.loans.work("dispatch 0")).isSameAs(this.loans.work("dispatch 1"))
			.isSameAs(this.loans.work("dispatch 2"));
	}

	@Test
	void aServletThatTimesOutEndsItsRequest() throws Exception {
		assertThat(get("/servlet/timeout").get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(500);
		this.loans.awaitEnd("request");
		this.loans.awaitEnd("error page");
	}

	@Test
	void aServletThatThrowsAfterItBecameAsynchronousEndsItsRequest() throws Exception {
		// what the client gets is the container's business: Tomcat 11 may close the
		// connection
		get("/servlet/async-throw").handle((answer, failure) -> answer).get(1, TimeUnit.MINUTES);
		this.loans.awaitEnd("request");
	}

	/** The request's own thread has left it, and yet it has not ended. */
	private void runsOnWithoutItsThread(String name) {
		WorkUnit work = this.loans.work(name);
		TestPools.await().until(work::isDetached);
		assertThat(work.hasEnded()).isFalse();
	}

	private CompletableFuture<HttpResponse<String>> get(String path) {
		URI uri = URI.create("http://localhost:" + this.port + path);
		return this.client.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
	}

}
