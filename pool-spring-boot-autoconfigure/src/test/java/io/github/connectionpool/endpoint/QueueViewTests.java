package io.github.connectionpool.endpoint;

import java.time.Duration;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.sizing.PoolQueue;

import static org.assertj.core.api.Assertions.assertThat;

@NullMarked
class QueueViewTests {

	@Test
	void aQueueThatGrowsWithoutEndHasNoNumbersForItsWaits() {
		PlanView.QueueView view = view(100);
		assertThat(view.growsWithoutEnd()).isTrue();
		assertThat(view.meanWaitMillis()).isNull();
		assertThat(view.p99WaitMillis()).isNull();
		assertThat(view.utilization()).isEqualTo(5);
		assertThat(view.chanceToWait()).isOne();
	}

	@Test
	void aStableQueueDoesNotSaySo() {
		PlanView.QueueView view = view(10);
		assertThat(view.growsWithoutEnd()).isNull();
		assertThat(view.p99WaitMillis()).isPositive();
	}

	private static PlanView.QueueView view(double requestRate) {
		return PlanView.QueueView.of(PoolQueue.of(1, requestRate, Duration.ofMillis(50), 1));
	}

}
