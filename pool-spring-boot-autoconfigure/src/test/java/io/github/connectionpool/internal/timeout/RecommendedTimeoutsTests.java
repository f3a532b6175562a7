package io.github.connectionpool.internal.timeout;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecommendedTimeoutsTests {

	@Test
	void everyOneGivesUpBeforeTheNext() {
		assertThat(new Duration[] { RecommendedTimeouts.CONNECTION, RecommendedTimeouts.CONNECT,
				RecommendedTimeouts.QUERY, RecommendedTimeouts.IDLE_IN_TRANSACTION, RecommendedTimeouts.KEEPALIVE,
				RecommendedTimeouts.SOCKET, RecommendedTimeouts.IDLE, RecommendedTimeouts.MAX_LIFETIME })
			.isSorted()
			.doesNotHaveDuplicates();
	}

	@Test
	void borrowersWaitAThirdOfAQueryAndTenSecondsAtMost() {
		assertThat(RecommendedTimeouts.connection(null)).hasSeconds(10);
		assertThat(RecommendedTimeouts.connection(Duration.ZERO)).hasSeconds(10);
		assertThat(RecommendedTimeouts.connection(Duration.ofSeconds(30))).hasSeconds(10);
		assertThat(RecommendedTimeouts.connection(Duration.ofSeconds(12))).hasSeconds(4);
		assertThat(RecommendedTimeouts.connection(Duration.ofSeconds(1))).hasSeconds(1);
		assertThat(RecommendedTimeouts.connection(Duration.ofHours(1))).hasSeconds(10);
	}

	@Test
	void theNetworkIsWaitedForTwiceAsLongAsAQueryAndFiveMinutesAtLeast() {
		assertThat(RecommendedTimeouts.socket(null)).hasMinutes(5);
		assertThat(RecommendedTimeouts.socket(Duration.ofSeconds(30))).hasMinutes(5);
		assertThat(RecommendedTimeouts.socket(Duration.ofMinutes(4))).hasMinutes(8);
		assertThat(RecommendedTimeouts.socket(Duration.ofSeconds(Long.MAX_VALUE))).hasMinutes(5);
	}

	@Test
	void connectionsAreReplacedAMarginBeforeTheCut() {
		assertThat(RecommendedTimeouts.maxLifetime(Duration.ofMinutes(10))).hasSeconds(570);
		assertThat(RecommendedTimeouts.maxLifetime(Duration.ofSeconds(40))).hasSeconds(20);
		assertThat(RecommendedTimeouts.maxLifetime(Duration.ofHours(8))).hasMinutes(30);
	}

}
