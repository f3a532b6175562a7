package io.github.connectionpool.leak;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.checkout.Borrower;
import io.github.connectionpool.checkout.CallSites;
import io.github.connectionpool.checkout.Eviction;
import io.github.connectionpool.checkout.StackCapture;
import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Context;
import io.github.connectionpool.checkout.Pool;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is told and counted of a checkout from verdict to verdict.
 */
class AccusedTests {

	private final Pool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final Told told = new Told();

	private final LeakTally tally = new LeakTally();

	private final Accused accused = new Accused(this.pool, this.judge, new Reporter(this.judge), this.told, this.tally);

	private final Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);

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
		Pool adaptive = adaptive();
		Checkout suspect = second(adaptive);
		assertThat(second(adaptive).stack()).isEmpty();
		follow(adaptive, suspect, Judgement.suspect(Reason.WORK_ENDED), System.nanoTime());
		assertThat(second(adaptive).stack()).isNotEmpty();
	}

	@Test
	void aLeakHasTheStacksOfItsOriginTakenForGoodWhereCaptureIsAdaptive() {
		long yesterday = System.nanoTime() - Duration.ofDays(1).toNanos();
		Pool adaptive = adaptive();
		follow(adaptive, second(adaptive), Judgement.suspect(Reason.WORK_ENDED), yesterday);
		adaptive.looked(TestPools.counts(0, 10), System.nanoTime());
		assertThat(second(adaptive).stack()).isEmpty();
		follow(adaptive, second(adaptive), Judgement.leaked(Reason.WORK_ENDED), yesterday);
		adaptive.looked(TestPools.counts(0, 10), System.nanoTime());
		assertThat(second(adaptive).stack()).isNotEmpty();
	}

	private void follow(Pool pool, Checkout checkout, Judgement judgement, long now) {
		new Accused(pool, this.judge, new Reporter(this.judge), this.told, this.tally).follow(checkout, judgement, 1,
				now);
	}

	private static Pool adaptive() {
		return new Pool("dataSource", "com.example.ThePool", new TestPools.Numbers(), new CallSites(List.of()),
				StackCapture.ADAPTIVE, TestPools.THRESHOLDS, Eviction.ABORT);
	}

	/** One that is not of the sample, as the first is. */
	private static Checkout second(Pool pool) {
		pool.returned(pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE));
		return pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
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
		assertThat(this.checkout.takeBack("it was evicted")).isTrue();
		this.pool.takenBack(this.checkout);
		this.accused.clearReturned(System.nanoTime());
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 WORK_ENDED");
		assertThat(this.tally.cleared()).isZero();
		assertThat(this.accused.all()).isEmpty();
		assertThat(this.judge.acquittals().isAcquitted(this.checkout)).isFalse();
	}

	@Test
	void whatWasClearedCanBeAccusedAgain() {
		follow(Judgement.NO_ACTIVITY, Judgement.ACTIVE, Judgement.UNREACHABLE);
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "used dataSource-1",
				"leaked dataSource-1 UNREACHABLE");
		assertThat(this.tally.leaks(Reason.UNREACHABLE)).isOne();
	}

	@Test
	void onlyWhatRestedOnAnEndAcquits() {
		follow(Judgement.NO_ACTIVITY, Judgement.ACTIVE);
		assertThat(this.judge.acquittals().isAcquitted(this.checkout)).isFalse();
		follow(Judgement.SUSPECT_UNREACHABLE, Judgement.ACTIVE);
		assertThat(this.judge.acquittals().isAcquitted(this.checkout)).isFalse();
		follow(Judgement.suspect(Reason.OWNER_ENDED), Judgement.ACTIVE);
		assertThat(this.judge.acquittals().isAcquitted(this.checkout)).isTrue();
	}

	@Test
	void aReturnAfterTheEndAcquits() {
		follow(Judgement.leaked(Reason.WORK_ENDED));
		this.pool.returned(this.checkout);
		this.accused.clearReturned(System.nanoTime());
		assertThat(this.judge.acquittals().isAcquitted(this.checkout)).isTrue();
	}

	private void follow(Judgement... judgements) {
		for (Judgement judgement : judgements) {
			this.accused.follow(this.checkout, judgement, 1, System.nanoTime());
		}
	}

}
