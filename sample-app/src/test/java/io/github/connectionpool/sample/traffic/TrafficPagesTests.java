package io.github.connectionpool.sample.traffic;

import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SampleTest
class TrafficPagesTests {

	private final RestTestClient client;

	@Autowired
	TrafficPagesTests(RestTestClient client) {
		this.client = client;
	}

	@AfterEach
	void stop() {
		this.client.delete().uri("/traffic").exchange().expectStatus().isOk();
		await().atMost(Duration.ofMinutes(1)).until(() -> !report().running());
	}

	@Test
	void visitorsAreSentToTheShopAndCounted() {
		start("/traffic?rate=40&seconds=2").expectStatus().isAccepted();
		await().atMost(Duration.ofMinutes(1)).until(() -> !report().running());
		TrafficReport report = report();
		assertThat(report.sent() + report.dropped()).isEqualTo(80);
		assertThat(report.succeeded()).isPositive().isEqualTo(report.sent());
		assertThat(report.failed()).isZero();
		assertThat(report.p50Millis()).isPositive().isLessThanOrEqualTo(report.p99Millis());
	}

	@Test
	void trafficThatRunsIsNotStartedTwiceAndCanBeStopped() {
		start("/traffic?rate=1&seconds=600").expectStatus().isAccepted();
		assertThat(report().running()).isTrue();
		start("/traffic").expectStatus().isEqualTo(409);
	}

	@ParameterizedTest
	@CsvSource({ "rate, 0", "rate, 501", "rate, many", "seconds, 0", "seconds, 601" })
	void aBadParameterIsRefusedWithAMessage(String name, String value) {
		start("/traffic?" + name + "=" + value).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).startsWith("Parameter '" + name));
	}

	private RestTestClient.ResponseSpec start(String uri) {
		return this.client.post().uri(uri).exchange();
	}

	private TrafficReport report() {
		TrafficReport report = this.client.get()
			.uri("/traffic")
			.exchange()
			.expectBody(TrafficReport.class)
			.returnResult()
			.getResponseBody();
		return Objects.requireNonNull(report);
	}

}
