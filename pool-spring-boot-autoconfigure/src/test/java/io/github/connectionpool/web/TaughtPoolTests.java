package io.github.connectionpool.web;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.spi.MessageContext;
import io.github.connectionpool.spi.RingPool;
import io.github.connectionpool.spi.RingPoolProduct;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pool that the starter does not know, taught by a bean, on a real database.
 */
@SpringBootTest(classes = TaughtPoolTests.Application.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*",
				"management.endpoint.connectionpool.access=unrestricted", "connectionpool.sizing.cores=4",
				"app.pool.url=${spring.datasource.url}" })
class TaughtPoolTests extends LendingApplication {

	private static final String POOL = "/actuator/connectionpool/ringPool";

	@Test
	void aPoolThatIsTaughtShowsItsCountsItsNameAndItsCheckouts() throws Exception {
		this.lender.lend(2, "select 1");
		String answer = answer();
		assertThat(JsonPath.<Map<String, Object>>read(answer, "$.connections")).containsEntry("active", 2)
			.containsEntry("idle", 0)
			.containsEntry("min", 0)
			.containsEntry("pending", 0);
		assertThat(JsonPath.<String>read(answer, "$.poolName")).isEqualTo("ring");
		assertThat(JsonPath.<String>read(answer, "$.type")).isEqualTo(RingPool.class.getName());
		assertThat(JsonPath.<List<String>>read(answer, "$.checkouts[*].callSite")).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains("Lender.lend("));
	}

	@Test
	void aPoolThatIsTaughtIsSized() {
		assertThat(JsonPath.<Integer>read(answer(), "$.connections.max")).isEqualTo(9);
	}

	@Test
	void timeoutsOfAPoolThatIsTaughtAreShown() {
		assertThat(answer()).contains("10000");
	}

	@Test
	void aConnectionOfAPoolThatIsTaughtCanBeEvicted() throws Exception {
		this.lender.lend(1, "select 1");
		String id = JsonPath.read(answer(), "$.checkouts[0].id");
		assertThat(Http.deleteForEntity(this.port, POOL + "/" + id).getStatusCode().value()).isEqualTo(200);
		TestPools.await().until(() -> JsonPath.<Integer>read(answer(), "$.connections.active") == 0);
	}

	@Test
	void aCheckoutShowsTheContextThatABeanContributes() {
		MessageContext.consume(new MessageContext.Message("orders.created", "acme"), this::lendOne);
		assertThat(JsonPath.<Object>read(answer(), "$.checkouts[0].context.contributed")).isEqualTo(
				List.of(Map.of("kind", "message", "name", "orders.created", "attributes", Map.of("tenant", "acme"))));
		assertThat(JsonPath.<List<String>>read(answer(), "$.callSites[0].contexts"))
			.containsExactly("message orders.created");
	}

	@Test
	void aCheckoutWithoutContributionsShowsNone() {
		lendOne();
		assertThat(JsonPath.<Map<String, Object>>read(answer(), "$.checkouts[0].context")).isEmpty();
	}

	private void lendOne() {
		try {
			this.lender.lend(1, "select 1");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String answer() {
		return Objects.requireNonNull(Http.get(this.port, POOL).getBody());
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ TestApplication.class, RingPoolProduct.class, MessageContext.class })
	static class Application {

		@Bean
		@ConfigurationProperties("app.pool")
		RingPool ringPool() {
			return new RingPool();
		}

	}

}
