package io.github.connectionpool.web;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.ResponseEntity;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*",
				"management.endpoint.connectionpool.access=unrestricted",
				"spring.datasource.hikari.maximum-pool-size=2" })
@ExtendWith(OutputCaptureExtension.class)
class EvictionEndpointTests extends LendingApplication {

	private static final String POOL = "/actuator/connectionpool/dataSource";

	@Test
	void anOperatorEvictsOneConnection(CapturedOutput output) throws Exception {
		this.lender.lend(1, "select 'secret'");
		String id = id();
		ResponseEntity<String> evicted = Http.deleteForEntity(this.port, POOL + "/" + id);
		assertThat(evicted.getStatusCode().value()).isEqualTo(200);
		assertThat(JsonPath.<String>read(evicted.getBody(), "$.id")).isEqualTo(id);
		assertThat(JsonPath.<String>read(evicted.getBody(), "$.statement.sql")).isEqualTo("select ?");
		TestPools.await().until(() -> active() == 0);
		assertThat(output).contains("Evicted by a caller that was not authenticated: " + id + " ");
		assertThat(Http.deleteForEntity(this.port, POOL + "/" + id).getStatusCode().value()).isEqualTo(404);
	}

	@Test
	void whatIsGoneIsNotFound() {
		ResponseEntity<String> gone = Http.deleteForEntity(this.port, POOL + "/dataSource-4711");
		assertThat(gone.getStatusCode().value()).isEqualTo(404);
		assertThat(gone.getBody()).contains("there is no open checkout 'dataSource-4711' of a pool 'dataSource'");
		assertThat(Http.deleteForEntity(this.port, "/actuator/connectionpool/nobody/x-1").getStatusCode().value())
			.isEqualTo(404);
	}

	private int active() {
		return JsonPath.read(Http.get(this.port, POOL).getBody(), "$.connections.active");
	}

	private String id() {
		return JsonPath.read(Http.get(this.port, POOL).getBody(), "$.checkouts[0].id");
	}

}
