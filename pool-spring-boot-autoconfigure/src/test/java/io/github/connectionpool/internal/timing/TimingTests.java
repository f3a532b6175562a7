package io.github.connectionpool.internal.timing;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.checkout.Ledger;
import io.github.connectionpool.report.Distribution;

import static org.assertj.core.api.Assertions.assertThat;

class TimingTests {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final Timing timing = new Timing(Ledger.PLACES);

	private final long start = System.nanoTime();

	@Test
	void seesWhatHasBeenRecorded() {
		this.timing.record(Ledger.NO_PLACE, Duration.ofMillis(3).toNanos());
		assertThat(this.timing.recent().count()).isOne();
		assertThat(this.timing.recent().mean()).isEqualTo(Duration.ofMillis(3));
	}

	@Test
	void whatHasNotEndedYetCounts() {
		this.timing.record(Ledger.NO_PLACE, Duration.ofMillis(2).toNanos());
		Distribution both = this.timing.recentWith(List.of(Duration.ofSeconds(28), Duration.ofSeconds(28)));
		assertThat(both.count()).isEqualTo(3);
		assertThat(both.mean()).isGreaterThan(Duration.ofSeconds(18));
		assertThat(both.max()).isGreaterThanOrEqualTo(Duration.ofSeconds(28));
		assertThat(this.timing.recent().count()).as("nothing was recorded").isOne();
	}

	@Test
	void remembersForTheWholeWindow() {
		this.timing.record(Ledger.NO_PLACE, 1);
		for (int minute = 1; minute <= 5; minute++) {
			this.timing.advance(this.start + minute * MINUTE);
			assertThat(this.timing.recent().count()).isOne();
		}
	}

	@Test
	void forgetsAfterTheWindow() {
		this.timing.record(Ledger.NO_PLACE, 1);
		advanceMinutes(1, 6);
		assertThat(this.timing.recent().count()).isZero();
	}

	@Test
	void forgetsOnlyWhatIsOlderThanTheWindow() {
		this.timing.record(Ledger.NO_PLACE, 1);
		advanceMinutes(1, 3);
		this.timing.record(Ledger.NO_PLACE, 1);
		advanceMinutes(4, 6);
		assertThat(this.timing.recent().count()).isOne();
	}

	@Test
	void looksThatFollowEachOtherFastDoNotShortenTheWindow() {
		this.timing.record(Ledger.NO_PLACE, 1);
		for (int look = 0; look < 1_000; look++) {
			this.timing.advance(this.start + MINUTE);
		}
		assertThat(this.timing.recent().count()).isOne();
	}

	@Test
	void theCountSinceTheStartNeverFalls() {
		this.timing.record(Ledger.NO_PLACE, Duration.ofSeconds(1).toNanos());
		advanceMinutes(1, 20);
		this.timing.record(Ledger.NO_PLACE, Duration.ofSeconds(1).toNanos());
		assertThat(this.timing.sinceStart().count()).isEqualTo(2);
		assertThat(this.timing.recent().count()).isOne();
	}

	private void advanceMinutes(int first, int last) {
		for (int minute = first; minute <= last; minute++) {
			this.timing.advance(this.start + minute * MINUTE);
		}
	}

}
