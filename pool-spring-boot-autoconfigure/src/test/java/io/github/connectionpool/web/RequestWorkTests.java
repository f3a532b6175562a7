package io.github.connectionpool.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;

import io.github.connectionpool.Loans;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.WorkUnit;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = RequestWorkApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*", "spring.datasource.url=jdbc:h2:mem:request-work",
				"spring.datasource.hikari.maximum-pool-size=30", "server.tomcat.threads.max=2",
				"server.shutdown=immediate", "connectionpool.check-interval=100ms",
				"connectionpool.leak.evidence-after=100ms", "connectionpool.leak.quiet=1s" })
class RequestWorkTests {

	@Autowired
	private Loans loans;

	@Autowired
	private BoundOutside boundOutside;

	@LocalServerPort
	private int port;

	@AfterEach
	void giveBack() throws Exception {
		this.loans.giveBack();
		assertThat(this.boundOutside.seen()).isEmpty();
	}

	@Test
	void theWorkOfARequestEndsWithIt() {
		assertThat(get("/handler").getBody()).isEqualTo("handled");
		this.loans.awaitEnd("handler");
		assertThat(this.loans.work("handler").name()).isEqualTo("a GET request");
	}

	@Test
	void aConnectionThatARequestLeavesOpenIsALeak() {
		get("/handler");
		String id = this.loans.checkout("handler").id();
		TestPools.await().untilAsserted(() -> {
			String pool = get("/actuator/connectionpool/dataSource").getBody();
			assertThat(JsonPath.<List<String>>read(pool, "$.checkouts[?(@.id == '" + id + "')].verdict"))
				.containsExactly("LEAKED");
			assertThat(JsonPath.<List<String>>read(pool, "$.checkouts[?(@.id == '" + id + "')].reason"))
				.containsExactly("WORK_ENDED");
		});
	}

	@Test
	void eachRequestIsItsOwnUnit() {
		get("/handler");
		WorkUnit first = this.loans.work("handler");
		get("/handler");
		assertThat(this.loans.work("handler")).isNotSameAs(first);
		TestPools.await().until(() -> this.loans.work("handler").hasEnded() && first.hasEnded());
	}

	@Test
	void requestsOfOneConnectionThatIsKeptAliveAreEachAUnitOfTheirOwn() throws Exception {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/handler")).build();
		Set<WorkUnit> works = new HashSet<>();
		for (int i = 0; i < 10; i++) {
			assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
			works.add(this.loans.work("handler"));
		}
		assertThat(works).hasSize(10);
		TestPools.await().until(() -> works.stream().allMatch(WorkUnit::hasEnded));
		assertThat(new HashSet<>(this.boundOutside.threads())).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void aPlainServletIsServedInAUnitToo() {
		assertThat(get("/servlet/plain").getBody()).isEqualTo("true");
		this.loans.awaitEnd("plain");
	}

	@Test
	void whatAFilterBorrowsBelongsToTheRequest() {
		get("/handler?filtered=yes");
		this.loans.awaitEnd("filter, after all others");
		assertThat(this.loans.work("handler")).isSameAs(this.loans.work("filter"))
			.isSameAs(this.loans.work("filter, after all others"));
	}

	@Test
	void aForwardIsPartOfTheRequest() {
		assertThat(get("/forward").getBody()).isEqualTo("handled");
		this.loans.awaitEnd("handler");
		assertThat(this.loans.work("handler")).isSameAs(this.loans.work("forwarding"));
	}

	@Test
	void anIncludeIsPartOfTheRequestAndDoesNotEndIt() {
		get("/servlet/include");
		this.loans.awaitEnd("after");
		assertThat(this.loans.work("plain")).isSameAs(this.loans.work("before")).isSameAs(this.loans.work("after"));
	}

	@Test
	void aRequestWhoseHandlerThrowsEndsAndItsErrorPageIsAUnitThatEnds() {
		ResponseEntity<String> answer = get("/throw");
		assertThat(answer.getStatusCode().value()).isEqualTo(500);
		assertThat(JsonPath.<String>read(answer.getBody(), "$.path")).isEqualTo("/throw");
		this.loans.awaitEnd("handler");
		this.loans.awaitEnd("error page");
	}

	@Test
	void aRequestThatSendsAnErrorEndsAndSoDoesItsErrorPage() {
		assertThat(get("/error-status").getStatusCode().value()).isEqualTo(418);
		this.loans.awaitEnd("handler");
		this.loans.awaitEnd("error page");
	}

	@Test
	void nothingIsAddedToAnAnswer() {
		assertThat(get("/servlet/plain").getHeaders().headerNames()).map(String::toLowerCase)
			.isSubsetOf("content-length", "content-type", "date", "keep-alive", "connection");
	}

	private ResponseEntity<String> get(String path) {
		return Http.get(this.port, path);
	}

}
