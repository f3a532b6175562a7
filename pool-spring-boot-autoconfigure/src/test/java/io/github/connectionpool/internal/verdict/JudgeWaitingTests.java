package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.Begun;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verdicts on what is held by a thread that waits for another connection.
 */
class JudgeWaitingTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long MILLI = Duration.ofMillis(1).toNanos();

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Borrower owner = Borrower.current();

	private final Checkout checkout = this.pool.borrowed(System.nanoTime(), this.owner, CheckoutContext.NONE);

	private final long start = Begun.at(this.checkout);

	@AfterEach
	void waitNoMore() {
		this.owner.endWait();
	}

	@Test
	void waitsWhenItsOwnerWaitsForTheSamePool() {
		this.owner.beginWait(this.pool, this.start + 10 * SECOND);
		assertThat(at(10 * SECOND + 200 * MILLI)).isEqualTo(Judgement.WAITING);
	}

	@Test
	void aBorrowThatTakesNoTimeIsNoWait() {
		this.owner.beginWait(this.pool, this.start + 10 * SECOND);
		assertThat(at(10 * SECOND + 200 * MILLI - 1)).isEqualTo(Judgement.HELD);
	}

	@Test
	void waitsHoweverYoungItIs() {
		this.owner.beginWait(this.pool, this.start);
		assertThat(at(200 * MILLI)).isEqualTo(Judgement.WAITING);
		assertThat(at(200 * MILLI - 1)).isEqualTo(Judgement.ACTIVE);
	}

	@Test
	void anotherPoolsQueueIsNoDeadlock() {
		this.owner.beginWait(TestPools.pool("other", new TestPools.Numbers()), this.start);
		assertThat(at(10 * SECOND)).isEqualTo(Judgement.HELD);
	}

	@Test
	void waitsNoMoreWhenItsOwnerHasGotOne() {
		this.owner.beginWait(this.pool, this.start);
		this.owner.endWait();
		assertThat(at(10 * SECOND)).isEqualTo(Judgement.HELD);
	}

	@Test
	void aThreadThatHasLeftItsWorkWaitsInAnother() {
		this.checkout.ownerSeen(Evidence.Owner.ELSEWHERE, this.start + 10 * SECOND);
		this.owner.beginWait(this.pool, this.start + 10 * SECOND);
		assertThat(at(10 * SECOND + 300 * MILLI)).isEqualTo(Judgement.HELD);
		assertThat(at(12 * SECOND).verdict()).isEqualTo(Verdict.SUSPECT);
	}

	@Test
	void oneThatIsYoungAndHasBeenLeftBehindDoesNotWait() {
		this.checkout.ownerSeen(Evidence.Owner.ELSEWHERE, this.start);
		this.owner.beginWait(this.pool, this.start);
		assertThat(at(SECOND)).isEqualTo(Judgement.ACTIVE);
	}

	@Test
	void waitingBeatsAge() {
		this.owner.beginWait(this.pool, this.start);
		assertThat(at(10_000 * SECOND)).isEqualTo(Judgement.WAITING);
	}

	@Test
	void aCallInFlightBeatsWaiting() {
		this.owner.beginWait(this.pool, this.start);
		this.checkout.beginStatement("select 1");
		assertThat(at(10 * SECOND)).isEqualTo(Judgement.EXECUTING);
	}

	@Test
	void whatIsHeldOnPurposeMayWait() {
		this.checkout.heldFor("listens for notifications");
		this.owner.beginWait(this.pool, this.start);
		assertThat(at(10 * SECOND)).isEqualTo(Judgement.WAITING);
	}

	private Judgement at(long nanos) {
		return this.judge.judge(this.checkout, this.start + nanos);
	}

}
