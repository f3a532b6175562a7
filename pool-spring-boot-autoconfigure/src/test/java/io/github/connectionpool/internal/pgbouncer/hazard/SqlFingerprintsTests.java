package io.github.connectionpool.internal.pgbouncer.hazard;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlFingerprints}, and for the {@link TokenBucket} of new ones.
 */
class SqlFingerprintsTests {

	private static final int ALL_MARKS = (1 << SqlFingerprints.MARKS) - 1;

	private final SqlFingerprints texts = new SqlFingerprints();

	@Test
	void knowsWhatWasFound() {
		this.texts.add("select 1", false, 0);
		this.texts.add("listen x", false, ALL_MARKS);
		this.texts.add("", true, 1);
		assertThat(this.texts.marks("select 1", false)).isZero();
		assertThat(this.texts.marks("listen x", false)).isEqualTo(ALL_MARKS);
		assertThat(this.texts.marks("", true)).isOne();
		assertThat(this.texts.marks("", false)).isEqualTo(SqlFingerprints.UNKNOWN);
		assertThat(this.texts.marks("select 1", true)).isEqualTo(SqlFingerprints.UNKNOWN);
		assertThat(this.texts.marks("select 2", false)).isEqualTo(SqlFingerprints.UNKNOWN);
	}

	@Test
	void tellsTextsOfTheSameHashAndAnotherLengthApart() {
		assertThat("\0select".hashCode()).isEqualTo("select".hashCode());
		this.texts.add("select", false, 3);
		assertThat(this.texts.marks("\0select", false)).isEqualTo(SqlFingerprints.UNKNOWN);
	}

	@Test
	void remembersThousandsAndForgetsTheOldest() {
		for (int i = 0; i < 1000; i++) {
			this.texts.add("select " + i, false, 0);
		}
		assertThat(known(0, 1000)).isGreaterThan(950);
		for (int i = 1000; i < 101_000; i++) {
			this.texts.add("select " + i, false, 0);
		}
		assertThat(known(0, 1000)).isZero();
		assertThat(known(100_000, 101_000)).isGreaterThan(950);
		assertThat(known(0, 101_000)).isLessThanOrEqualTo(SqlFingerprints.MOST);
	}

	@Test
	void anAllowanceComesBackWithTime() {
		long start = Long.MAX_VALUE - 5;
		TokenBucket allowance = new TokenBucket(3, Duration.ofNanos(10), start);
		assertThat(taken(allowance, start)).isEqualTo(3);
		assertThat(taken(allowance, start + 9)).isZero();
		assertThat(taken(allowance, start + 25)).isEqualTo(2);
		assertThat(taken(allowance, start + 1000)).isEqualTo(3);
	}

	private static int taken(TokenBucket allowance, long now) {
		int taken = 0;
		while (allowance.take(now)) {
			taken++;
		}
		return taken;
	}

	private int known(int from, int to) {
		int known = 0;
		for (int i = from; i < to; i++) {
			known += (this.texts.marks("select " + i, false) == 0) ? 1 : 0;
		}
		return known;
	}

}
