package io.github.connectionpool.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.ResponseEntity;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*",
				"management.endpoint.connectionpool.access=unrestricted", "connectionpool.capture.stack=never",
				"connectionpool.check-interval=100ms", "spring.datasource.hikari.maximum-pool-size=2" })
@ExtendWith(OutputCaptureExtension.class)
class CaptureEndpointTests extends LendingApplication {

	private static final String POOL = "/actuator/connectionpool/dataSource";

	@Test
	void anOperatorHasStacksTakenForAWhile(CapturedOutput output) throws Exception {
		ResponseEntity<String> order = Http.post(this.port, POOL, "{\"captureStack\": \"always\", \"for\": \"1h\"}");
		assertThat(order.getStatusCode().value()).isEqualTo(200);
		assertThat(JsonPath.<String>read(order.getBody(), "$.captureStack")).isEqualTo("always");
		assertThat(until(order.getBody(), "$.until")).isBetween(Instant.now().plus(Duration.ofMinutes(59)),
				Instant.now().plus(Duration.ofMinutes(61)));
		assertThat(order.getBody()).contains("a caller that was not authenticated");
		assertThat(output).contains("Stacks of connection pool 'dataSource': always until ",
				"ordered by a caller that was not authenticated; then never again, as configured");
		this.lender.lend(1, "select 1");
		String answer = Http.get(this.port, POOL).getBody();
		assertThat(JsonPath.<String>read(answer, "$.capture.captureStack")).isEqualTo("always");
		assertThat(JsonPath.<String>read(answer, "$.checkouts[0].callSite")).contains("Lender");
		this.lender.takeBack();
		end();
	}

	@Test
	void theConfiguredModeIsInForceAfterwards() throws Exception {
		end();
		this.lender.lend(1, "select 1");
		String answer = Http.get(this.port, POOL).getBody();
		assertThat(answer).doesNotContain("\"capture\"");
		assertThat(JsonPath.<Map<String, Object>>read(answer, "$.checkouts[0]")).doesNotContainKey("callSite");
	}

	@Test
	void withoutADurationAnOrderHoldsForHalfAnHour() throws Exception {
		String order = Http.post(this.port, POOL, "{\"captureStack\": \"ADAPTIVE\"}").getBody();
		assertThat(JsonPath.<String>read(order, "$.captureStack")).isEqualTo("adaptive");
		assertThat(until(order, "$.until")).isBetween(Instant.now().plus(Duration.ofMinutes(29)),
				Instant.now().plus(Duration.ofMinutes(31)));
		end();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{}                                             | captureStack was missing, allowed is 'always', 'adaptive' or 'never'
					{"captureStack": "some\\nOK"}                  | captureStack was 'some OK', allowed is
					{"captureStack": "always", "for": "0s"}        | for was '0s', allowed is a duration from 1s to 24h, such as 30m
					{"captureStack": "always", "for": "25h"}       | for was '25h', allowed is a duration from 1s to 24h
					{"captureStack": "always", "for": "<script>"}  | for was '<script>', allowed is a duration from 1s to 24h
					{"captureStack": "always", "for": "9999999999999d"} | allowed is a duration from 1s to 24h
					""")
	void whatIsNotAllowedIsSaidWithWhatIs(String body, String message) {
		ResponseEntity<String> answer = Http.post(this.port, POOL, body);
		assertThat(answer.getStatusCode().value()).isEqualTo(400);
		assertThat(JsonPath.<String>read(answer.getBody(), "$.message")).contains(message);
		assertThat(Http.get(this.port, POOL).getBody()).doesNotContain("\"capture\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1M", "1m", "60s", "60000" })
	void aDurationIsReadAsSpringBootReadsIt(String text) {
		ResponseEntity<String> order = Http.post(this.port, POOL,
				"{\"captureStack\": \"never\", \"for\": \"" + text + "\"}");
		assertThat(until(order.getBody(), "$.until")).isBetween(Instant.now().plusSeconds(50),
				Instant.now().plusSeconds(70));
		end();
	}

	@Test
	void aPoolThatThereIsNotIsNotFound() {
		ResponseEntity<String> answer = Http.post(this.port, "/actuator/connectionpool/nobody",
				"{\"captureStack\": \"always\"}");
		assertThat(answer.getStatusCode().value()).isEqualTo(404);
		assertThat(answer.getBody()).contains("the pools are [dataSource]");
	}

	private void end() {
		Http.post(this.port, POOL, "{\"captureStack\": \"never\", \"for\": \"1s\"}");
		TestPools.await()
			.untilAsserted(() -> assertThat(Http.get(this.port, POOL).getBody()).doesNotContain("\"capture\""));
	}

	private static Instant until(@Nullable String answer, String path) {
		return Instant.parse(JsonPath.<String>read(answer, path));
	}

}
