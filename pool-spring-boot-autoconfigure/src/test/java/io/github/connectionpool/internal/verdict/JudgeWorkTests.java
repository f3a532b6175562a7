package io.github.connectionpool.internal.verdict;

import java.time.Duration;

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
 * Verdicts on what was borrowed in a unit of work.
 */
class JudgeWorkTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long MILLI = Duration.ofMillis(1).toNanos();

	/** Gathers evidence so soon that the end of the work may be the last that matters. */
	private final Judge judge = new Judge(
			new LeakTimes(Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofMinutes(5)));

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final WorkUnit work = WorkUnit.begin("a GET request");

	private final Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);

	@AfterEach
	void end() {
		this.work.close();
	}

	@Test
	void workThatGoesOnIsNoReasonForAnything() {
		assertThat(judge(System.nanoTime() + 299 * SECOND)).isEqualTo(Judgement.HELD);
	}

	@Test
	void isHeldForOneSecondAfterTheWorkHasEnded() {
		this.work.close();
		assertThat(judge(this.work.endedNanos() + SECOND - MILLI)).isEqualTo(Judgement.HELD);
	}

	@Test
	void isSuspectFromOneSecondAfterTheWorkHasEndedOn() {
		this.work.close();
		assertThat(judge(this.work.endedNanos() + SECOND)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.WORK_ENDED));
		assertThat(judge(this.work.endedNanos() + 10 * SECOND - MILLI))
			.isEqualTo(new Judgement(Verdict.SUSPECT, Reason.WORK_ENDED));
	}

	@Test
	void isLeakedFromTheQuietTimeAfterTheWorkHasEndedOn() {
		this.work.close();
		assertThat(judge(this.work.endedNanos() + 10 * SECOND))
			.isEqualTo(new Judgement(Verdict.LEAKED, Reason.WORK_ENDED));
	}

	@Test
	void theEndOfTheWorkSaysMoreThanTheEndOfTheThread() {
		this.checkout.ownerSeen(Evidence.Owner.ENDED, System.nanoTime() + 100 * SECOND);
		this.work.close();
		assertThat(judge(this.work.endedNanos() + 10 * SECOND).reason()).isEqualTo(Reason.WORK_ENDED);
	}

	@Test
	void anEndedThreadIsNoEvidenceWhileDetachedWorkGoesOn() {
		this.work.detach();
		this.checkout.ownerSeen(Evidence.Owner.ENDED, System.nanoTime());
		assertThat(judge(System.nanoTime() + 299 * SECOND)).isEqualTo(Judgement.HELD);
	}

	@Test
	void anIdleThreadIsNoEvidenceWhileDetachedWorkGoesOn() {
		this.work.detach();
		this.checkout.ownerSeen(Evidence.Owner.IDLE, System.nanoTime());
		assertThat(judge(System.nanoTime() + 299 * SECOND)).isEqualTo(Judgement.HELD);
	}

	@Test
	void theEndOfDetachedWorkIsEvidence() {
		this.work.detach();
		this.work.close();
		assertThat(judge(this.work.endedNanos() + 10 * SECOND))
			.isEqualTo(new Judgement(Verdict.LEAKED, Reason.WORK_ENDED));
	}

	@Test
	void anEndedThreadHasNotFinishedTheWorkItBegan() {
		this.checkout.ownerSeen(Evidence.Owner.ENDED, System.nanoTime());
		assertThat(judge(System.nanoTime() + 20 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.OWNER_ENDED));
	}

	@Test
	void whatAStackSuggestsIsNoEvidenceWhileTheWorkGoesOn() {
		this.checkout.ownerSeen(Evidence.Owner.ELSEWHERE, System.nanoTime());
		assertThat(judge(System.nanoTime() + 299 * SECOND)).isEqualTo(Judgement.HELD);
	}

	@Test
	void theEndOfTheWorkIsNoEvidenceAgainstWhatIsHeldOnPurpose() {
		this.checkout.heldFor("listens for notifications");
		this.checkout.checked(System.nanoTime());
		this.work.close();
		assertThat(judge(System.nanoTime() + 1_000_000 * SECOND)).isEqualTo(Judgement.HELD);
	}

	private Judgement judge(long now) {
		return this.judge.judge(this.checkout, now);
	}

}
