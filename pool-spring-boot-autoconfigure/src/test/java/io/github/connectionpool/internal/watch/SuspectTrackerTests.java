package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.Begun;
import io.github.connectionpool.NoConnection;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.JudgedCheckout;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told and counted of a checkout from verdict to verdict.
 */
class SuspectTrackerTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final Told told = new Told();

	private final LeakTally tally = new LeakTally();

	private final SuspectTracker accused = new SuspectTracker(this.pool, this.judge, new Reporter(this.judge),
			this.told, this.tally);

	private final Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);

	private final long start = Begun.at(this.checkout);

	@Test
	void nothingIsToldOfTheInnocent() {
		follow(Judgement.ACTIVE, Judgement.HELD, Judgement.WAITING, Judgement.EXECUTING);
		assertThat(this.told.lines).isEmpty();
		assertThat(this.accused.all()).isEmpty();
		assertThat(this.tally.cleared()).isZero();
	}

	@Test
	void aSuspicionIsToldOnceHoweverItsReasonChanges() {
		follow(Judgement.NO_ACTIVITY, Judgement.NO_ACTIVITY, Judgement.suspect(Reason.WORK_ENDED),
				Judgement.SUSPECT_UNREACHABLE);
		assertThat(this.told.lines).containsExactly("suspected dataSource-1");
		assertThat(this.accused.all()).containsOnlyKeys(this.checkout).containsValue(Judgement.SUSPECT_UNREACHABLE);
	}

	@Test
	void aSuspectThatIsLeakedIsToldOnceMoreAndCounted() {
		follow(Judgement.suspect(Reason.WORK_ENDED), Judgement.leaked(Reason.WORK_ENDED),
				Judgement.leaked(Reason.WORK_ENDED));
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "leaked dataSource-1 WORK_ENDED");
		assertThat(this.tally.leaks(Reason.WORK_ENDED)).isOne();
	}

	@Test
	void aLeakNeedsNoSuspicionBefore() {
		follow(Judgement.UNREACHABLE, Judgement.UNREACHABLE);
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 UNREACHABLE");
		assertThat(this.told.leaked).singleElement()
			.extracting(CheckoutReport::judgement)
			.isEqualTo(Judgement.UNREACHABLE);
		assertThat(this.tally.leaks(Reason.UNREACHABLE)).isOne();
	}

	@Test
	void aSuspicionHasAllStacksTakenFromNowOnWhereCaptureIsAdaptive() {
		MonitoredPool adaptive = adaptive();
		Checkout suspect = later(adaptive);
		assertThat(later(adaptive).stack()).isEmpty();
		follow(adaptive, suspect, Judgement.suspect(Reason.WORK_ENDED), System.nanoTime());
		assertThat(later(adaptive).stack()).isNotEmpty();
	}

	@Test
	void aLeakHasTheStacksOfItsOriginTakenForGoodWhereCaptureIsAdaptive() {
		long yesterday = System.nanoTime() - Duration.ofDays(1).toNanos();
		MonitoredPool adaptive = adaptive();
		follow(adaptive, later(adaptive), Judgement.suspect(Reason.WORK_ENDED), yesterday);
		adaptive.checked(TestPools.counts(0, 10), System.nanoTime());
		assertThat(later(adaptive).stack()).isEmpty();
		follow(adaptive, later(adaptive), Judgement.leaked(Reason.WORK_ENDED), yesterday);
		adaptive.checked(TestPools.counts(0, 10), System.nanoTime());
		assertThat(later(adaptive).stack()).isNotEmpty();
	}

	private void follow(MonitoredPool pool, Checkout checkout, Judgement judgement, long now) {
		new SuspectTracker(pool, this.judge, new Reporter(this.judge), this.told, this.tally)
			.follow(judged(checkout, judgement, now), now);
	}

	private static MonitoredPool adaptive() {
		return new MonitoredPool("dataSource", "com.example.ThePool", new TestPools.Numbers(), new CallSites(List.of()),
				StackCapture.ADAPTIVE, TestPools.THRESHOLDS, Eviction.ABORT);
	}

	/** One that is not of the sample, as the first ones are. */
	private static Checkout later(MonitoredPool pool) {
		for (int i = 0; i < 8; i++) {
			pool.returned(pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
		}
		return pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	@Test
	void aLeakThatIsProvenLaterIsNeitherToldNorCountedAgain() {
		follow(Judgement.leaked(Reason.OWNER_ENDED), Judgement.UNREACHABLE, Judgement.UNREACHABLE);
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 OWNER_ENDED");
		assertThat(this.tally.leaks(Reason.OWNER_ENDED)).isOne();
		assertThat(this.tally.leaks(Reason.UNREACHABLE)).isZero();
		assertThat(this.accused.all()).containsEntry(this.checkout, Judgement.UNREACHABLE);
	}

	@Test
	void whatIsUsedAfterAllIsClearedOnce() {
		follow(Judgement.leaked(Reason.WORK_ENDED), Judgement.EXECUTING, Judgement.ACTIVE, Judgement.HELD);
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 WORK_ENDED", "used dataSource-1");
		assertThat(this.tally.cleared()).isOne();
		assertThat(this.accused.all()).isEmpty();
	}

	@Test
	void whatIsReturnedAfterAllIsClearedOnce() {
		follow(Judgement.NO_ACTIVITY);
		this.pool.returned(this.checkout);
		this.accused.clearReturned(System.nanoTime());
		this.accused.clearReturned(System.nanoTime());
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "returned dataSource-1");
		assertThat(this.tally.cleared()).isOne();
		assertThat(this.accused.all()).isEmpty();
	}

	@Test
	void whatIsOpenStaysAccused() {
		follow(Judgement.NO_ACTIVITY);
		this.accused.clearReturned(System.nanoTime());
		assertThat(this.told.lines).containsExactly("suspected dataSource-1");
		assertThat(this.accused.all()).containsOnlyKeys(this.checkout);
	}

	@Test
	void whatWasTakenBackIsNotCleared() {
		this.checkout.lends(NoConnection.INSTANCE, this);
		follow(Judgement.leaked(Reason.WORK_ENDED));
		assertThat(this.checkout.revoke("it was evicted")).isTrue();
		this.pool.revoked(this.checkout);
		this.accused.clearReturned(System.nanoTime());
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 WORK_ENDED");
		assertThat(this.tally.cleared()).isZero();
		assertThat(this.accused.all()).isEmpty();
		assertThat(this.judge.cleared().longestPause(this.checkout, System.nanoTime())).isNull();
	}

	@Test
	void whatIsBeingGivenBackIsNotAccusedAnyMore() {
		this.checkout.lends(NoConnection.INSTANCE, this);
		follow(Judgement.leaked(Reason.WORK_ENDED));
		Reporter reporter = new Reporter(this.judge);
		assertThat(reporter.judge(this.pool).checkouts(10)).hasSize(1);
		assertThat(this.checkout.revoke("it was leaked")).isTrue();
		assertThat(this.pool.ledger().size()).isOne();
		assertThat(this.accused.all()).isEmpty();
		assertThat(reporter.judge(this.pool).checkouts(10)).isEmpty();
		assertThat(this.tally.cleared()).isZero();
	}

	@Test
	void whatWasClearedCanBeAccusedAgain() {
		follow(Judgement.NO_ACTIVITY, Judgement.ACTIVE, Judgement.UNREACHABLE);
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "used dataSource-1",
				"leaked dataSource-1 UNREACHABLE");
		assertThat(this.tally.leaks(Reason.UNREACHABLE)).isOne();
	}

	@Test
	void onlyAPauseAfterTheEndTeachesPatience() {
		lookAfter(300);
		use();
		lookAfter(301);
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "used dataSource-1");
		assertThat(longestPause()).isNull();
		end(301);
		lookAfter(305);
		use();
		lookAfter(306);
		assertThat(longestPause()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void aReturnAfterTheEndTeachesHowLongTheConnectionLay() {
		end(0);
		lookAfter(20);
		this.pool.returned(this.checkout);
		this.accused.clearReturned(this.start + 21 * SECOND);
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 OWNER_ENDED", "returned dataSource-1");
		// by the clock of the return, which was not simulated
		assertThat(longestPause()).isLessThan(Duration.ofSeconds(20));
	}

	@Test
	void aPauseThatWasNotAccusedTeachesAsWell() {
		this.judge.cleared().seen(this.checkout, Duration.ofSeconds(10), this.start);
		end(0);
		lookAfter(15);
		use();
		lookAfter(16);
		assertThat(this.told.lines).isEmpty();
		assertThat(longestPause()).isEqualTo(Duration.ofSeconds(16));
	}

	@Test
	void thePauseBeginsWithTheLastUseAfterTheEnd() {
		end(0);
		use();
		lookAfter(8);
		lookAfter(12);
		use();
		lookAfter(14);
		assertThat(longestPause()).isEqualTo(Duration.ofSeconds(6));
	}

	@Test
	void aCloseOfTheOtherThreadAMomentLaterIsNoPause() {
		end(2);
		this.checkout.checked(this.start + 2 * SECOND);
		lookAfter(2);
		this.pool.returned(this.checkout);
		this.accused.clearReturned(this.start + 60 * SECOND);
		assertThat(longestPause()).isNull();
	}

	@Test
	void patienceThatAnotherTaughtClearsNothing() {
		end(0);
		lookAfter(9);
		Checkout other = later(this.pool);
		this.judge.cleared().seen(this.checkout, Duration.ofHours(1), this.start + 9 * SECOND);
		lookAfter(10);
		lookAfter(20_000);
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "leaked dataSource-1 OWNER_ENDED");
		assertThat(other.callSiteText()).isNotNull();
		assertThat(this.tally.cleared()).isZero();
	}

	private @Nullable Duration longestPause() {
		return this.judge.cleared().longestPause(this.checkout, this.start + 1000 * SECOND);
	}

	private void end(long second) {
		this.checkout.ownerSeen(Evidence.Owner.ENDED, this.start + second * SECOND);
	}

	private void use() {
		this.checkout.beginStatement("select 1");
		this.checkout.end();
	}

	/** As a look of the watch does. */
	private void lookAfter(long seconds) {
		long now = this.start + seconds * SECOND;
		this.accused.clearReturned(now);
		this.checkout.checked(now);
		this.accused.follow(this.judge.judge(List.of(this.judge.sampler().checkout(this.checkout, 1, now))).get(0),
				now);
	}

	private void follow(Judgement... judgements) {
		for (Judgement judgement : judgements) {
			long now = System.nanoTime();
			this.accused.follow(judged(this.checkout, judgement, now), now);
		}
	}

	private JudgedCheckout judged(Checkout checkout, Judgement judgement, long now) {
		return new JudgedCheckout(this.judge.sampler().checkout(checkout, 1, now), judgement);
	}

}
