package io.github.connectionpool.web;

import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.ResponseEntity;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.UtilizationLevel;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
				"management.endpoint.health.probes.enabled=true", "management.health.db.enabled=false",
				"spring.datasource.hikari.maximum-pool-size=5", "connectionpool.check-interval=100ms",
				"connectionpool.utilization.sustain=500ms", "connectionpool.leak.threshold=1s",
				// the tests borrow in one thread, and ask for the line of each borrow
				"connectionpool.capture.stack=always" })
@Tag("any-jdk")
@ExtendWith(OutputCaptureExtension.class)
class SaturationTests extends LendingApplication {

	@Autowired
	private TestApplication.Heard heard;

	@AfterEach
	@Override
	void takeBack() throws Exception {
		super.takeBack();
		awaitHealth(200, "UP");
	}

	@Test
	void healthWarnsAtEightyPercentAndGoesOutOfServiceAtNinetyFive() throws Exception {
		awaitHealth(200, "UP");
		this.lender.lend(4, "select 1");
		awaitHealth(200, "WARNING");
		assertThat(health("$.status")).isEqualTo("WARNING");
		assertThat(health("$.components.connectionPool.components.dataSource.details.utilization")).isEqualTo("0.8");
		this.lender.lend(1, "select 1");
		awaitHealth(503, "OUT_OF_SERVICE");
		assertThat(health("$.components.connectionPool.components.dataSource.details.active")).isEqualTo("5");
		assertThat(health("$.components.connectionPool.components.dataSource.details.max")).isEqualTo("5");
		assertThat(Http.get(this.port, "/actuator/health/liveness").getStatusCode().value()).isEqualTo(200);
		assertThat(Http.get(this.port, "/actuator/health/readiness").getStatusCode().value()).isEqualTo(200);
	}

	@Test
	void prometheusSeesAFullPoolWithoutBorrowing() throws Exception {
		this.lender.lend(5, "select 1");
		// the meters of a scrape share a reading, which may be some milliseconds old
		TestPools.await()
			.untilAsserted(() -> assertThat(Http.get(this.port, "/actuator/prometheus").getBody())
				.contains("connectionpool_utilization_ratio{pool=\"dataSource\"} 1.0")
				.contains("connectionpool_connections{pool=\"dataSource\",state=\"active\"} 5.0")
				.contains("connectionpool_connections{pool=\"dataSource\",state=\"pending\"} 0.0")
				.contains("hikaricp_connections_active{pool=")
				.contains("jdbc_connections_max{name=\"dataSource\"} 5.0"));
	}

	@Test
	void fullPoolAndSuspectsAreRaisedAsEventsAndLogged(CapturedOutput output) throws Exception {
		int levelsBefore = this.heard.levels.size();
		this.lender.lendAtAnotherLine(5, "select 1");
		TestPools.await()
			.untilAsserted(() -> assertThat(this.heard.levels.stream().skip(levelsBefore))
				.anyMatch((event) -> event.to() == UtilizationLevel.CRITICAL && event.counts().active() == 5));
		// those of an earlier test may be told late
		TestPools.await()
			.untilAsserted(() -> assertThat(this.heard.suspects)
				.filteredOn((event) -> String.valueOf(event.checkout().callSite())
					.startsWith("io.github.connectionpool.web.TestApplication$Lender.lendAtAnotherLine("))
				.hasSize(5));
		List<String> suspects = JsonPath.read(Http.get(this.port, "/actuator/connectionpool/dataSource").getBody(),
				"$.checkouts[*].reason");
		assertThat(suspects).hasSize(5).containsOnly("NO_ACTIVITY");
		TestPools.await().untilAsserted(() -> assertThat(output).contains("Suspected leak: dataSource-"));
	}

	private void awaitHealth(int status, String poolStatus) {
		TestPools.await().untilAsserted(() -> {
			ResponseEntity<String> answer = Http.get(this.port, "/actuator/health");
			assertThat(
					JsonPath.<String>read(answer.getBody(), "$.components.connectionPool.components.dataSource.status"))
				.isEqualTo(poolStatus);
			assertThat(answer.getStatusCode().value()).isEqualTo(status);
		});
	}

	private String health(String jsonPath) {
		return String.valueOf(JsonPath.<Object>read(Http.get(this.port, "/actuator/health").getBody(), jsonPath));
	}

}
