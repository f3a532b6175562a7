package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.Begun;
import io.github.connectionpool.Lost;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An accusation ends by a use, whatever else is found meanwhile.
 */
class AccusationStandsTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final WorkUnit work = WorkUnit.begin("a GET request");

	private final Checkout inWork = borrow();

	private final long start = Begun.at(this.inWork);

	@AfterEach
	void end() {
		this.inWork.owner().endWait();
		this.work.close();
	}

	@Test
	void whileTheOwnerWaitsForAnotherConnection() {
		assertThat(at(this.inWork, 300)).isEqualTo(Judgement.NO_ACTIVITY);
		this.inWork.owner().beginWait(this.pool, this.start + 301 * SECOND);
		assertThat(at(this.inWork, 310)).isEqualTo(Judgement.NO_ACTIVITY);
	}

	@Test
	void whenTheWorkIsSaidToGoOnWithoutItsThread() {
		this.inWork.ownerSeen(Evidence.Owner.ENDED, this.start + 60 * SECOND);
		assertThat(at(this.inWork, 70)).isEqualTo(Judgement.leaked(Reason.OWNER_ENDED));
		this.work.detach();
		assertThat(at(this.inWork, 71)).isEqualTo(Judgement.leaked(Reason.OWNER_ENDED));
	}

	@Test
	void withTheReasonThatWasGivenFirst() {
		this.inWork.ownerSeen(Evidence.Owner.ENDED, this.start);
		assertThat(at(this.inWork, 5)).isEqualTo(Judgement.suspect(Reason.OWNER_ENDED));
		this.work.close();
		assertThat(at(this.inWork, 20)).isEqualTo(Judgement.leaked(Reason.OWNER_ENDED));
	}

	@Test
	void untilItIsProven() {
		this.inWork.ownerSeen(Evidence.Owner.ENDED, this.start);
		assertThat(at(this.inWork, 5)).isEqualTo(Judgement.suspect(Reason.OWNER_ENDED));
		Lost.handleOf(this.inWork);
		assertThat(at(this.inWork, 6)).isEqualTo(Judgement.UNREACHABLE);
		assertThat(at(this.inWork, 20)).isEqualTo(Judgement.UNREACHABLE);
	}

	@Test
	void andAnEndReplacesAge() {
		assertThat(at(this.inWork, 300)).isEqualTo(Judgement.NO_ACTIVITY);
		this.inWork.ownerSeen(Evidence.Owner.ENDED, this.start + 301 * SECOND);
		assertThat(at(this.inWork, 301)).isEqualTo(Judgement.NO_ACTIVITY);
		assertThat(at(this.inWork, 302)).isEqualTo(Judgement.suspect(Reason.OWNER_ENDED));
		assertThat(at(this.inWork, 311)).isEqualTo(Judgement.leaked(Reason.OWNER_ENDED));
	}

	@Test
	void whenAnotherOfTheCallSiteTeachesPatience() {
		this.inWork.ownerSeen(Evidence.Owner.ENDED, this.start);
		assertThat(at(this.inWork, 5)).isEqualTo(Judgement.suspect(Reason.OWNER_ENDED));
		this.judge.cleared().seen(this.inWork, Duration.ofMinutes(1), this.start + 6 * SECOND);
		assertThat(at(this.inWork, 7)).isEqualTo(Judgement.suspect(Reason.OWNER_ENDED));
		assertThat(at(this.inWork, 179)).isEqualTo(Judgement.suspect(Reason.OWNER_ENDED));
		assertThat(at(this.inWork, 180)).isEqualTo(Judgement.leaked(Reason.OWNER_ENDED));
		this.judge.cleared().seen(this.inWork, Duration.ofHours(1), this.start + 181 * SECOND);
		assertThat(at(this.inWork, 182)).isEqualTo(Judgement.leaked(Reason.OWNER_ENDED));
	}

	@Test
	void whoeverAsksForTheVerdict() {
		this.inWork.ownerSeen(Evidence.Owner.ENDED, this.start);
		long later = this.start + 15 * SECOND;
		assertThat(new Judge(LeakTimes.DEFAULTS).judge(this.inWork, later))
			.isEqualTo(Judgement.leaked(Reason.OWNER_ENDED));
		assertThat(this.judge.judge(this.inWork, this.start + 3 * SECOND))
			.isEqualTo(Judgement.leaked(Reason.OWNER_ENDED));
	}

	@Test
	void untilItIsUsed() {
		this.inWork.ownerSeen(Evidence.Owner.ENDED, this.start);
		assertThat(at(this.inWork, 15)).isEqualTo(Judgement.leaked(Reason.OWNER_ENDED));
		this.inWork.beginStatement("select 1");
		assertThat(at(this.inWork, 16)).isEqualTo(Judgement.EXECUTING);
		this.inWork.end();
		assertThat(at(this.inWork, 16)).isEqualTo(Judgement.ACTIVE);
		this.inWork.checked(this.start + 17 * SECOND);
		assertThat(at(this.inWork, 18)).isEqualTo(Judgement.suspect(Reason.OWNER_ENDED));
	}

	@Test
	void untilItIsMarkedAsHeldOnPurposeWhichIsAUse() {
		this.inWork.ownerSeen(Evidence.Owner.ENDED, this.start);
		assertThat(at(this.inWork, 15)).isEqualTo(Judgement.leaked(Reason.OWNER_ENDED));
		this.inWork.heldFor("waits for notifications");
		this.inWork.checked(this.start + 16 * SECOND);
		assertThat(at(this.inWork, 1000)).isEqualTo(Judgement.HELD);
	}

	private Judgement at(Checkout checkout, long second) {
		return this.judge.judge(checkout, this.start + second * SECOND);
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

}
