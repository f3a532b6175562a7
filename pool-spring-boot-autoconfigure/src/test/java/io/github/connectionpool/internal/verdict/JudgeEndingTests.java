package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.Begun;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verdicts on what was borrowed by a thread that has ended or left its work.
 */
class JudgeEndingTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long MILLI = Duration.ofMillis(1).toNanos();

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);

	private final long start = Begun.at(this.checkout);

	@Test
	void theQuietBeforeTheEndDoesNotCount() {
		seen(Evidence.Owner.ENDED, 60 * SECOND);
		assertThat(at(60 * SECOND)).isEqualTo(Judgement.HELD);
		assertThat(at(61 * SECOND - MILLI)).isEqualTo(Judgement.HELD);
	}

	@Test
	void isSuspectFromOneSecondAfterTheEndOn() {
		seen(Evidence.Owner.ENDED, 60 * SECOND);
		assertThat(at(61 * SECOND)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.OWNER_ENDED));
		assertThat(at(70 * SECOND - MILLI)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.OWNER_ENDED));
	}

	@Test
	void isLeakedFromTheQuietTimeAfterTheEndOn() {
		seen(Evidence.Owner.ENDED, 60 * SECOND);
		assertThat(at(70 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.OWNER_ENDED));
		assertThat(at(7000 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.OWNER_ENDED));
	}

	@Test
	void anIdleWorkerHasEndedItsWork() {
		seen(Evidence.Owner.IDLE, 60 * SECOND);
		assertThat(at(61 * SECOND)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.WORK_ENDED));
		assertThat(at(70 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.WORK_ENDED));
	}

	@Test
	void aStackThatOnlySuggestsTheEndNeverMakesALeak() {
		seen(Evidence.Owner.ELSEWHERE, 60 * SECOND);
		assertThat(at(61 * SECOND - MILLI)).isEqualTo(Judgement.HELD);
		for (long second : new long[] { 61, 70, 299, 301, 100_000 }) {
			assertThat(at(second * SECOND)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.WORK_ENDED));
		}
	}

	@Test
	void isOfUseAgainFromEachUseOn() {
		seen(Evidence.Owner.ENDED, 60 * SECOND);
		assertThat(at(69 * SECOND).verdict()).isEqualTo(Verdict.SUSPECT);
		use();
		assertThat(at(69 * SECOND)).isEqualTo(Judgement.ACTIVE);
		this.checkout.checked(this.start + 69 * SECOND);
		assertThat(at(70 * SECOND - MILLI)).isEqualTo(Judgement.ACTIVE);
		assertThat(at(70 * SECOND).verdict()).isEqualTo(Verdict.SUSPECT);
		assertThat(at(79 * SECOND - MILLI).verdict()).isEqualTo(Verdict.SUSPECT);
		assertThat(at(79 * SECOND).verdict()).isEqualTo(Verdict.LEAKED);
	}

	@Test
	void aCallInFlightBeatsTheEnd() {
		seen(Evidence.Owner.ENDED, 60 * SECOND);
		this.checkout.beginStatement("select pg_sleep(86400)");
		this.checkout.checked(this.start + 61 * SECOND);
		assertThat(at(6000 * SECOND)).isEqualTo(Judgement.EXECUTING);
	}

	@Test
	void nothingIsAccusedBeforeItsTime() {
		seen(Evidence.Owner.ENDED, 0);
		assertThat(at(2 * SECOND - MILLI)).isEqualTo(Judgement.ACTIVE);
		assertThat(at(2 * SECOND).verdict()).isEqualTo(Verdict.SUSPECT);
	}

	@Test
	void aDriverThatWasUnwrappedMayBeInUseUnseen() {
		this.checkout.driverUnwrapped();
		seen(Evidence.Owner.ENDED, 60 * SECOND);
		assertThat(at(61 * SECOND)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.OWNER_ENDED));
		assertThat(at(100_000 * SECOND)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.OWNER_ENDED));
	}

	@Test
	void whatIsHeldOnPurposeIsNotAccusedHoweverOldAndWhoeverEnds() {
		this.checkout.heldFor("listens for notifications");
		this.checkout.checked(this.start);
		assertThat(at(100_000 * SECOND)).isEqualTo(Judgement.HELD);
		seen(Evidence.Owner.ENDED, 100_000 * SECOND);
		assertThat(at(200_000 * SECOND)).isEqualTo(Judgement.HELD);
	}

	@Test
	void aCertainEndReplacesASuggestionAndNothingIsWithdrawnMeanwhile() {
		seen(Evidence.Owner.ELSEWHERE, 60 * SECOND);
		assertThat(at(61 * SECOND)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.WORK_ENDED));
		seen(Evidence.Owner.IDLE, 80 * SECOND);
		assertThat(at(80 * SECOND)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.WORK_ENDED));
		assertThat(at(90 * SECOND - MILLI)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.WORK_ENDED));
		assertThat(at(90 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.WORK_ENDED));
	}

	@Test
	void aWorkerThatEndsLaterChangesNothing() {
		seen(Evidence.Owner.IDLE, 60 * SECOND);
		assertThat(at(65 * SECOND)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.WORK_ENDED));
		seen(Evidence.Owner.ENDED, 66 * SECOND);
		assertThat(at(66 * SECOND)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.WORK_ENDED));
		assertThat(at(70 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.WORK_ENDED));
		assertThat(this.checkout.evidence().owner()).isEqualTo(Evidence.Owner.ENDED);
	}

	@Test
	void whatSaysLessChangesNothing() {
		seen(Evidence.Owner.IDLE, 60 * SECOND);
		seen(Evidence.Owner.IDLE, 65 * SECOND);
		seen(Evidence.Owner.ELSEWHERE, 66 * SECOND);
		seen(Evidence.Owner.WORKING, 67 * SECOND);
		assertThat(at(70 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.WORK_ENDED));
	}

	private void seen(Evidence.Owner owner, long nanos) {
		this.checkout.ownerSeen(owner, this.start + nanos);
	}

	private Judgement at(long nanos) {
		return this.judge.judge(this.checkout, this.start + nanos);
	}

	private void use() {
		this.checkout.beginStatement("select 1");
		this.checkout.end();
	}

}
