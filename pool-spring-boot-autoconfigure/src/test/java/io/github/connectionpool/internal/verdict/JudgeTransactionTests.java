package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verdicts on what was borrowed in a unit of work that may end before the code around it
 * does, as a transaction may.
 */
class JudgeTransactionTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final Judgement LEAKED = new Judgement(Verdict.LEAKED, Reason.WORK_ENDED);

	private static final Judgement SUSPECT = new Judgement(Verdict.SUSPECT, Reason.WORK_ENDED);

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final AtomicBoolean bound = new AtomicBoolean();

	private final WorkUnit work = begin();

	private final Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);

	@AfterEach
	void end() {
		this.work.close();
		Borrower.current().endWait();
	}

	@Test
	void itsEndAloneSaysNothing() {
		this.work.close();
		assertThat(at(14)).isEqualTo(Judgement.HELD);
		assertThat(at(299)).isEqualTo(Judgement.HELD);
		assertThat(at(301)).isEqualTo(Judgement.NO_ACTIVITY);
	}

	@Test
	void aThreadThatHoldsItAfterTheEndAndWaitsForAnotherIsWaiting() {
		this.work.close();
		Borrower.current().beginWait(this.pool, System.nanoTime());
		assertThat(at(14)).isEqualTo(Judgement.WAITING);
	}

	@Test
	void itsEndCountsOnceTheThreadIsIdle() {
		this.work.close();
		seen(Evidence.Owner.IDLE, 20);
		assertThat(at(22)).isEqualTo(SUSPECT);
		assertThat(at(31)).isEqualTo(LEAKED);
	}

	@Test
	void itsEndCountsOnceTheThreadIsElsewhere() {
		this.work.close();
		seen(Evidence.Owner.ELSEWHERE, 20);
		assertThat(at(22)).isEqualTo(SUSPECT);
		assertThat(at(31)).isEqualTo(LEAKED);
	}

	@Test
	void itsEndCountsOnceTheThreadHasEnded() {
		this.work.close();
		seen(Evidence.Owner.ENDED, 20);
		assertThat(at(31)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.OWNER_ENDED));
	}

	@Test
	void theQuietTimeCountsFromTheEndIfTheThreadWasIdleBefore() {
		seen(Evidence.Owner.IDLE, -20);
		this.work.close();
		assertThat(at(9)).isEqualTo(SUSPECT);
		assertThat(at(11)).isEqualTo(LEAKED);
	}

	@Test
	void whatSpringHasBoundToTheThreadMayBeTheConnection() {
		this.bound.set(true);
		this.work.close(this.bound::get);
		seen(Evidence.Owner.IDLE, 20);
		assertThat(at(100)).isEqualTo(SUSPECT);
		this.bound.set(false);
		assertThat(at(100)).isEqualTo(LEAKED);
	}

	@Test
	void whatSpringHasBoundEndsWithTheThread() {
		this.bound.set(true);
		this.work.close(this.bound::get);
		seen(Evidence.Owner.ENDED, 20);
		assertThat(at(31)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.OWNER_ENDED));
	}

	@Test
	void whatAStackSuggestsSaysNothingBeforeTheEnd() {
		seen(Evidence.Owner.ELSEWHERE, 0);
		assertThat(at(100)).isEqualTo(Judgement.HELD);
	}

	@Test
	void aCollectionMayProveALossOnceItHasEnded() {
		assertThat(this.judge.mayBeLostSince(this.checkout, Judgement.HELD, System.nanoTime())).isNull();
		this.work.close();
		assertThat(this.judge.mayBeLostSince(this.checkout, Judgement.HELD, System.nanoTime()))
			.isEqualTo(this.work.endedNanos());
	}

	private static WorkUnit begin() {
		WorkUnit work = WorkUnit.provisional("transaction place");
		work.attach();
		return work;
	}

	private void seen(Evidence.Owner owner, long seconds) {
		this.checkout.ownerSeen(owner, System.nanoTime() + seconds * SECOND);
	}

	private Judgement at(long seconds) {
		return this.judge.judge(this.checkout, System.nanoTime() + seconds * SECOND);
	}

}
