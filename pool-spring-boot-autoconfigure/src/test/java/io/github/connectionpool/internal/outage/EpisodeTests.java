package io.github.connectionpool.internal.outage;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One exhaustion, from the first who began to wait to the last who failed.
 */
class EpisodeTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Exhaustions exhaustions = new Exhaustions();

	@Test
	void beginsWhenTheFirstOfThoseThatFailedBeganToWait() {
		Instant before = Instant.now();
		Exhaustion episode = this.exhaustions.failed(0, 30 * SECOND);
		assertThat(episode.startedAt().plusSeconds(30)).isBetween(before, Instant.now());
		assertThat(episode.lasted()).isEqualTo(Duration.ofSeconds(30));
		assertThat(episode.number()).isOne();
	}

	@Test
	void lastsUntilTheLastThatFailed() {
		Exhaustion episode = this.exhaustions.failed(0, 30 * SECOND);
		assertThat(this.exhaustions.failed(5 * SECOND, 35 * SECOND)).isSameAs(episode);
		assertThat(episode.lasted()).isEqualTo(Duration.ofSeconds(35));
		assertThat(episode.failed()).isEqualTo(2);
	}

	@Test
	void goesOnUntilNobodyHasFailedForTenSeconds() {
		assertThat(this.exhaustions.current(0)).isNull();
		Exhaustion episode = this.exhaustions.failed(0, 0);
		assertThat(this.exhaustions.current(10 * SECOND)).isSameAs(episode);
		assertThat(this.exhaustions.current(10 * SECOND + 1)).isNull();
		assertThat(this.exhaustions.failed(11 * SECOND, 11 * SECOND).number()).isEqualTo(2);
	}

	@Test
	void keepsTheMostThatWaited() {
		Exhaustion episode = this.exhaustions.failed(0, 0);
		assertThat(episode.waiting()).isZero();
		episode.waiting(3);
		episode.waiting(7);
		episode.waiting(5);
		assertThat(episode.waiting()).isEqualTo(7);
	}

	@Test
	void isReportedOnOnce() {
		Exhaustion episode = this.exhaustions.failed(0, 0);
		assertThat(episode.claimReport()).isTrue();
		assertThat(episode.claimReport()).isFalse();
		this.exhaustions.failed(1, 1);
		assertThat(episode.claimReport()).isFalse();
	}

}
