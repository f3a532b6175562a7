package io.github.connectionpool.internal.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MinuteHistoryTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final MinuteHistory history = new MinuteHistory();

	private long now = Long.MAX_VALUE - 30 * SECOND;

	@Test
	void isEmptyBeforeTheFirstCheck() {
		this.history.sampled(3, 1);
		assertThat(this.history.minutes()).isEmpty();
	}

	@Test
	void aMinuteHasTheLeastTheMeanAndTheMost() {
		check(2, 0, 0, 0);
		this.history.sampled(8, after(15));
		this.history.sampled(4, after(15));
		check(10, 1, 0, 0);
		MinuteHistory.Minute minute = only();
		assertThat(minute.least()).isEqualTo(2);
		assertThat(minute.mean()).isCloseTo(6, within(1e-6));
		assertThat(minute.most()).isEqualTo(10);
		assertThat(minute.leaked()).isOne();
		assertThat(minute.length()).isEqualTo(Duration.ofSeconds(30));
		assertThat(minute.max()).isEqualTo(10);
		assertThat(minute.pending()).isZero();
	}

	@Test
	void aPoolWithoutALimitThatTellsNoWaitersHasNeither() {
		this.history.checked(new ConnectionCounts(1, null, null, null, null), 0, 0, 0, this.now);
		assertThat(only().max()).isNull();
		assertThat(only().pending()).isNull();
	}

	@Test
	void failuresAndExhaustionsAreThoseOfTheMinute() {
		check(10, 0, 7, 1);
		after(60);
		check(10, 0, 7, 1);
		after(60);
		check(10, 0, 9, 2);
		List<MinuteHistory.Minute> minutes = this.history.minutes();
		assertThat(minutes).extracting(MinuteHistory.Minute::failed).containsExactly(7L, 0L, 2L);
		assertThat(minutes).extracting(MinuteHistory.Minute::exhaustions).containsExactly(1L, 0L, 1L);
	}

	@Test
	void minutesFollowEachOther() {
		for (int second = 0; second < 200; second += 7) {
			check(1, 0, 0, 0);
			after(7);
		}
		List<MinuteHistory.Minute> minutes = this.history.minutes();
		assertThat(minutes).hasSize(4);
		assertThat(minutes.subList(0, 3)).extracting(MinuteHistory.Minute::length).containsOnly(Duration.ofMinutes(1));
		assertThat(minutes.get(3).length()).isEqualTo(Duration.ofSeconds(16));
	}

	@Test
	void aPauseOfTheWatchIsAGap() {
		check(1, 0, 0, 0);
		after(3600);
		check(2, 0, 0, 0);
		assertThat(this.history.minutes()).extracting(MinuteHistory.Minute::most).containsExactly(1, 2);
		assertThat(this.history.minutes().get(0).length()).isEqualTo(Duration.ZERO);
		assertThat(this.history.minutes().get(1).at()).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
	}

	@Test
	void keepsAnHour() {
		for (int minute = 0; minute < 200; minute++) {
			check(minute % 10, 0, 0, 0);
			after(60);
		}
		assertThat(this.history.minutes()).hasSize(61);
		assertThat(this.history.minutes().get(60).most()).isEqualTo(9);
	}

	@Test
	void theTimeMayGoBack() {
		check(1, 0, 0, 0);
		this.history.sampled(5, after(-100));
		check(3, 0, 0, 0);
		assertThat(only().most()).isEqualTo(5);
		assertThat(only().mean()).isBetween(1.0, 5.0);
		assertThat(only().length()).isEqualTo(Duration.ZERO);
	}

	private MinuteHistory.Minute only() {
		assertThat(this.history.minutes()).hasSize(1);
		return this.history.minutes().get(0);
	}

	private void check(int active, int leaked, long failures, long exhaustions) {
		this.history.checked(TestPools.counts(active, 10), leaked, failures, exhaustions, this.now);
	}

	private long after(int seconds) {
		this.now += seconds * SECOND;
		return this.now;
	}

}
