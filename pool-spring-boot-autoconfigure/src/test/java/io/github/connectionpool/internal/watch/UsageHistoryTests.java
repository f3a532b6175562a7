package io.github.connectionpool.internal.watch;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

class UsageHistoryTests {

	private final UsageHistory history = new UsageHistory();

	@Test
	void knowsNothingBeforeTheFirstLook() {
		assertThat(this.history.summary()).isEqualTo(PoolUsage.NOTHING);
	}

	@Test
	void keepsThePeakOfAnHourAndForgetsWhatIsOlder() {
		look(0, 9, 0);
		look(1, 4, 0);
		assertThat(this.history.summary().peak()).isEqualTo(9);
		look(60, 3, 0);
		assertThat(this.history.summary().peak()).isEqualTo(4);
		look(61, 2, 0);
		assertThat(this.history.summary()).isEqualTo(new PoolUsage(Duration.ofHours(1), 2, 3, 0, 2, 0));
	}

	@Test
	void countsTheLooksAtWhichBorrowersWaitedInTheLastFiveMinutes() {
		look(0, 10, 3);
		look(5, 10, 1);
		look(6, 10, 0);
		look(7, 10, 1);
		PoolUsage usage = this.history.summary();
		assertThat(usage.recentChecks()).isEqualTo(3);
		assertThat(usage.queueing()).isEqualTo(2);
		assertThat(usage.queueingShare()).isBetween(0.66, 0.67);
		assertThat(usage.checks()).isEqualTo(4);
	}

	@Test
	void aLongPauseLeavesNothing() {
		look(0, 10, 3);
		look(100_000, 1, 0);
		assertThat(this.history.summary().peak()).isEqualTo(1);
		assertThat(this.history.summary().checks()).isEqualTo(1);
	}

	@Test
	void aPoolThatTellsNoWaitersIsNotKnownToQueue() {
		this.history.add(new ConnectionCounts(10, 0, 10, 10, null), 10, 1, 0);
		assertThat(this.history.summary().queueing()).isZero();
	}

	@Test
	void nestedCheckoutsNeedMoreTheMoreThreadsThereAre() {
		this.history.add(new ConnectionCounts(4, 0, 4, 4, 5), 3, 2, 0);
		assertThat(this.history.summary().nestedDemand()).isEqualTo(3 * (2 - 1) + 1);
	}

	@Test
	void whoWaitsWhileThePoolCannotConnectIsInNoQueueForItsSize() {
		this.history.add(new ConnectionCounts(0, 0, 10, 10, 5), 0, 0, 0);
		assertThat(this.history.summary().queueing()).isZero();
	}

	@Test
	void whoHoldsOneNeedsNoMore() {
		this.history.add(new ConnectionCounts(4, 0, 4, 4, 5), 4, 1, 0);
		assertThat(this.history.summary().nestedDemand()).isZero();
	}

	private void look(long minute, int active, int pending) {
		ConnectionCounts counts = TestPools.counts(active, 10);
		this.history.add(new ConnectionCounts(active, counts.idle(), 10, 10, pending), active, 1,
				Duration.ofMinutes(minute).toNanos());
	}

}
