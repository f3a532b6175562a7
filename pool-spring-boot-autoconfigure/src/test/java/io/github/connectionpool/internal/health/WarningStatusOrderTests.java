package io.github.connectionpool.internal.health;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class WarningStatusOrderTests {

	private final HealthEndpointProperties properties = new HealthEndpointProperties();

	private final WarningStatusOrder order = new WarningStatusOrder(() -> "OUT_OF_SERVICE");

	@Test
	void warningIsWorseThanUpAndBetterThanOutOfService() {
		this.order.postProcessAfterInitialization(this.properties, "properties");
		StatusAggregator aggregator = StatusAggregator.of(this.properties.getStatus().getOrder());
		Status warning = new Status("WARNING");
		assertThat(aggregator.getAggregateStatus(Status.UP, warning, Status.UNKNOWN)).isEqualTo(warning);
		assertThat(aggregator.getAggregateStatus(Status.OUT_OF_SERVICE, warning)).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(aggregator.getAggregateStatus(Status.DOWN, warning)).isEqualTo(Status.DOWN);
	}

	@Test
	void theOrderOfTheOthersStaysAsItIs() {
		this.order.postProcessAfterInitialization(this.properties, "properties");
		StatusAggregator aggregator = StatusAggregator.of(this.properties.getStatus().getOrder());
		StatusAggregator original = StatusAggregator.getDefault();
		List<Status> all = List.of(Status.DOWN, Status.OUT_OF_SERVICE, Status.UP, Status.UNKNOWN);
		for (Status one : all) {
			for (Status other : all) {
				assertThat(aggregator.getAggregateStatus(one, other))
					.isEqualTo(original.getAggregateStatus(one, other));
			}
		}
	}

	@Test
	void anOrderOfTheApplicationIsNotChanged() {
		this.properties.getStatus().setOrder(List.of("UP", "DOWN"));
		this.order.postProcessAfterInitialization(this.properties, "properties");
		assertThat(this.properties.getStatus().getOrder()).containsExactly("UP", "DOWN");
	}

	@Test
	void aCriticalStatusThatSpringBootDoesNotKnowIsWorseThanAWarning() {
		new WarningStatusOrder(() -> "POOL_FULL").postProcessAfterInitialization(this.properties, "properties");
		StatusAggregator aggregator = StatusAggregator.of(this.properties.getStatus().getOrder());
		Status full = new Status("POOL_FULL");
		assertThat(aggregator.getAggregateStatus(Status.UP, new Status("WARNING"), full)).isEqualTo(full);
		assertThat(aggregator.getAggregateStatus(Status.OUT_OF_SERVICE, full)).isEqualTo(Status.OUT_OF_SERVICE);
	}

	@Test
	void httpMappingsAreNotTouched() {
		this.order.postProcessAfterInitialization(this.properties, "properties");
		assertThat(this.properties.getStatus().getHttpMapping()).isEmpty();
	}

	@Test
	void beansStayTheSame() {
		Object other = new Object();
		assertThat(this.order.postProcessAfterInitialization(other, "other")).isSameAs(other);
		assertThat(this.order.postProcessAfterInitialization(this.properties, "properties")).isSameAs(this.properties);
	}

}
