package io.github.connectionpool.internal.outage;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.OutageCause;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When failures count as an outage, by a clock that is simulated: looks are a second
 * apart.
 */
@NullMarked
class OutagesTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final OutageCause REFUSED = new OutageCause(OutageCause.Kind.REFUSED, "Connection refused");

	/** No connection is open, and no borrower waits. */
	private static final ConnectionCounts EMPTY = new ConnectionCounts(0, 0, 10, 10, 0);

	private static final ConnectionCounts WAITING = new ConnectionCounts(0, 0, 10, 10, 3);

	private static final ConnectionCounts FILLED = new ConnectionCounts(0, 10, 10, 10, 0);

	private final Outages outages = new Outages(Duration.ofSeconds(10));

	private final long start = System.nanoTime();

	private long borrows;

	@Test
	void countsAfterTheSustainTimeFromWhenTheFirstThatFailedBeganToWait() {
		fail(0, 5);
		look(6, EMPTY);
		look(9, EMPTY);
		assertThat(this.outages.sustained()).isNull();
		look(10, EMPTY);
		assertThat(sustained().cause()).isEqualTo(REFUSED);
		assertThat(sustained().failed()).isOne();
		assertThat(sustained().lasted()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void onesThatWaitedForThirtySecondsNeedNoMore() {
		fail(0, 30);
		look(31, EMPTY);
		assertThat(this.outages.sustained()).isNotNull();
	}

	@Test
	void goesOnWhileNothingTellsThatItIsOver() {
		fail(0, 30);
		for (int second = 31; second < 300; second++) {
			look(second, EMPTY);
			assertThat(this.outages.sustained()).as("second " + second).isNotNull();
		}
	}

	@Test
	void isOverWhenConnectionsHaveComeForTheSustainTime() {
		fail(0, 30);
		look(31, EMPTY);
		look(36, EMPTY);
		look(37, FILLED);
		look(46, FILLED);
		assertThat(this.outages.sustained()).isNotNull();
		look(47, FILLED);
		assertThat(this.outages.sustained()).isNull();
		assertThat(this.outages.current()).isNull();
	}

	@Test
	void isOverWhenBorrowersHaveGotConnectionsForTheSustainTime() {
		fail(0, 30);
		look(31, EMPTY);
		for (int second = 36; second <= 46; second++) {
			this.borrows++;
			look(second, EMPTY);
		}
		assertThat(this.outages.sustained()).isNull();
	}

	@Test
	void oneThatFailsMeanwhileProlongsIt() {
		fail(0, 30);
		look(31, EMPTY);
		look(36, FILLED);
		fail(41, 42);
		look(42, FILLED);
		look(50, EMPTY);
		assertThat(this.outages.sustained()).isNotNull();
		assertThat(sustained().failed()).isEqualTo(2);
	}

	@Test
	void aSingleFailureAmongBorrowersThatSucceedIsNone() {
		for (int second = 0; second < 60; second++) {
			this.borrows++;
			look(second, FILLED);
			if (second == 20) {
				fail(19, 20);
			}
			assertThat(this.outages.sustained()).as("second " + second).isNull();
		}
		assertThat(this.outages.current()).isNull();
	}

	@Test
	void failuresThatFollowEachOtherAreOneThoughOthersSucceed() {
		for (int second = 0; second < 30; second++) {
			this.borrows++;
			look(second, FILLED);
			if (second % 2 == 0) {
				fail(second, second);
			}
		}
		assertThat(this.outages.sustained()).isNotNull();
		for (int second = 30; second < 45; second++) {
			this.borrows++;
			look(second, FILLED);
		}
		assertThat(this.outages.sustained()).isNull();
	}

	@Test
	void borrowersThatWaitInVainNeedNotHaveFailed() {
		for (int second = 0; second < 10; second++) {
			look(second, WAITING);
			assertThat(this.outages.sustained()).as("second " + second).isNull();
		}
		look(10, WAITING);
		look(11, WAITING);
		assertThat(sustained().cause().kind()).isEqualTo(OutageCause.Kind.SILENT);
		assertThat(sustained().failed()).isZero();
	}

	@Test
	void borrowersThatWaitWhileOthersGetConnectionsDoNotWaitInVain() {
		for (int second = 0; second < 30; second++) {
			this.borrows++;
			look(second, WAITING);
		}
		assertThat(this.outages.current()).isNull();
	}

	@Test
	void borrowersThatWaitAtAFullPoolAreNoOutage() {
		for (int second = 0; second < 30; second++) {
			look(second, new ConnectionCounts(10, 0, 10, 10, 3));
		}
		assertThat(this.outages.current()).isNull();
	}

	@Test
	void theCauseThatWasNamedOnceStays() {
		fail(0, 30);
		this.outages.failed(this.start, OutageCause.SILENCE, this.start + 31 * SECOND);
		look(32, EMPTY);
		assertThat(sustained().cause()).isEqualTo(REFUSED);
		assertThat(sustained().failed()).isEqualTo(2);
	}

	@Test
	void aSuspendedPoolIsOneUntilItIsResumed() {
		for (int second = 0; second <= 10; second++) {
			this.outages.checked(FILLED, false, 0, true, this.start + second * SECOND);
		}
		assertThat(sustained().cause().kind()).isEqualTo(OutageCause.Kind.SUSPENDED);
		for (int second = 11; second <= 30; second++) {
			this.borrows++;
			look(second, FILLED);
		}
		assertThat(this.outages.sustained()).isNull();
	}

	@Test
	void isForgottenWithoutABorrowerForLong() {
		fail(0, 30);
		look(31, EMPTY);
		look(329, EMPTY);
		assertThat(this.outages.sustained()).isNotNull();
		look(330, EMPTY);
		look(340, EMPTY);
		assertThat(this.outages.sustained()).isNull();
		assertThat(this.outages.isForgotten()).isTrue();
	}

	@Test
	void oneThatIsOverBecauseConnectionsCameIsNotForgotten() {
		fail(0, 30);
		look(31, EMPTY);
		for (int second = 32; second <= 60; second++) {
			look(second, FILLED);
		}
		assertThat(this.outages.current()).isNull();
		assertThat(this.outages.isForgotten()).isFalse();
	}

	@Test
	void aFewFailuresAmongManyThatSucceedArePartial() {
		for (int second = 0; second < 60; second++) {
			this.borrows += 1000;
			look(second, FILLED);
			if (second % 4 == 0) {
				fail(second, second);
			}
			assertThat(this.outages.sustained()).as("second " + second).isNull();
			assertThat(this.outages.partial() != null).as("second " + second).isEqualTo(second > 10);
		}
		for (int second = 60; second < 80; second++) {
			this.borrows += 1000;
			look(second, FILLED);
		}
		assertThat(this.outages.partial()).isNull();
		assertThat(this.outages.current()).isNull();
	}

	@Test
	void aFewFailuresThatAreLeftDoNotProlongAnOutage() {
		fail(0, 30);
		look(31, EMPTY);
		assertThat(this.outages.sustained()).isNotNull();
		for (int second = 32; second < 60; second++) {
			this.borrows += 1000;
			look(second, FILLED);
			if (second % 4 == 0) {
				fail(second, second);
			}
		}
		assertThat(this.outages.sustained()).isNull();
		assertThat(this.outages.partial()).isNotNull();
	}

	@Test
	void anOutageThatFollowsAPartialOneCountsAfterTheSustainTime() {
		for (int second = 0; second < 60; second++) {
			this.borrows += 1000;
			look(second, FILLED);
			if (second % 4 == 0) {
				fail(second, second);
			}
		}
		for (int second = 60; second < 75; second++) {
			fail(second, second);
			look(second, EMPTY);
			assertThat(this.outages.sustained() != null).as("second " + second).isEqualTo(second >= 70);
		}
		assertThat(this.outages.partial()).isNull();
	}

	private void fail(int from, int to) {
		this.outages.failed(this.start + from * SECOND, REFUSED, this.start + to * SECOND);
	}

	private void look(int second, ConnectionCounts counts) {
		this.outages.checked(counts, false, this.borrows, false, this.start + second * SECOND);
	}

	private OutageEpisode sustained() {
		@Nullable OutageEpisode episode = this.outages.sustained();
		return Objects.requireNonNull(episode);
	}

}
