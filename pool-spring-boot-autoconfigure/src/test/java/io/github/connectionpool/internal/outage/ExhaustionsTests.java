package io.github.connectionpool.internal.outage;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExhaustionsTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Exhaustions exhaustions = new Exhaustions();

	@Test
	void thereIsNoneAtFirst() {
		assertThat(this.exhaustions.count()).isZero();
	}

	@Test
	void aStormIsOneEpisode() {
		for (int i = 0; i < 10_000; i++) {
			this.exhaustions.failed(i, i);
		}
		assertThat(this.exhaustions.count()).isOne();
	}

	@Test
	void anEpisodeLastsWhileFailuresFollowEachOther() {
		for (int i = 0; i < 60; i++) {
			this.exhaustions.failed(i * 10L * SECOND, i * 10L * SECOND);
		}
		assertThat(this.exhaustions.count()).isOne();
	}

	@Test
	void theFirstFailureAfterAQuietTimeIsAnotherEpisode() {
		this.exhaustions.failed(0, 0);
		this.exhaustions.failed(10 * SECOND + 1, 10 * SECOND + 1);
		assertThat(this.exhaustions.count()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MAX_VALUE, -1, 0 })
	void theClockMayOverflowMeanwhile(long start) {
		this.exhaustions.failed(start, start);
		this.exhaustions.failed(start + SECOND, start + SECOND);
		assertThat(this.exhaustions.count()).isOne();
		this.exhaustions.failed(start + 12 * SECOND, start + 12 * SECOND);
		assertThat(this.exhaustions.count()).isEqualTo(2);
	}

}
