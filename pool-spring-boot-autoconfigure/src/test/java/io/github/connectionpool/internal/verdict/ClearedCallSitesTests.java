package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.Lost;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.watch.PoolWatch;
import io.github.connectionpool.internal.watch.Told;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where connections are handed on, others may lie for longer before they are accused.
 */
class ClearedCallSitesTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final Told told = new Told();

	private final PoolWatch watch = this.told.watch(this.pool, this.judge);

	private final long start = System.nanoTime();

	@Test
	void aLeakOfItsCallSiteIsALeakAfterThreeTimesThePause() {
		Checkout first = borrowToHandOn(this.pool);
		lieAndClear(first, 20);
		this.pool.returned(first);
		Checkout leaked = borrowToHandOn(this.pool);
		leaked.ownerSeen(Evidence.Owner.ENDED, at(30));
		for (long second : new long[] { 31, 40, 60, 89 }) {
			assertThat(this.judge.judge(leaked, at(second))).isEqualTo(Judgement.HELD);
		}
		assertThat(this.judge.nanosToChange(leaked, at(89))).isPositive().isLessThanOrEqualTo(SECOND);
		this.watch.check(at(90));
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 OWNER_ENDED", "used dataSource-1",
				"leaked dataSource-2 OWNER_ENDED");
		assertThat(this.told.leaked.get(1).explanation())
			.containsPattern("Connections borrowed here have been seen to lie for (19|20) s; this one has for 1 min.");
	}

	@Test
	void aShortPauseLeavesTheQuietTimeAsItIs() {
		Checkout leaked = borrowToHandOn(this.pool);
		this.judge.cleared().seen(leaked, Duration.ofSeconds(3), at(20));
		leaked.ownerSeen(Evidence.Owner.IDLE, at(30));
		assertThat(this.judge.judge(leaked, at(39))).isEqualTo(Judgement.HELD);
		assertThat(this.judge.judge(leaked, at(40))).isEqualTo(Judgement.leaked(Reason.WORK_ENDED));
	}

	@Test
	void whereAStackOnlySuggestsTheEndItIsASuspectAfterThat() {
		lieAndClear(borrowToHandOn(this.pool), 20);
		Checkout left = borrowToHandOn(this.pool);
		left.ownerSeen(Evidence.Owner.ELSEWHERE, at(30));
		assertThat(this.judge.judge(left, at(89))).isEqualTo(Judgement.HELD);
		assertThat(this.judge.judge(left, at(90))).isEqualTo(Judgement.suspect(Reason.WORK_ENDED));
	}

	@Test
	void theLongestPauseCounts() {
		Checkout shorter = borrowToHandOn(this.pool);
		this.judge.cleared().seen(shorter, Duration.ofSeconds(20), at(20));
		this.judge.cleared().seen(shorter, Duration.ofSeconds(5), at(22));
		assertThat(longestPause(shorter, 23)).isEqualTo(Duration.ofSeconds(20));
		this.judge.cleared().seen(shorter, Duration.ofSeconds(40), at(24));
		assertThat(longestPause(shorter, 25)).isEqualTo(Duration.ofSeconds(40));
	}

	@Test
	void isForgottenADayAfterTheLastPause() {
		long day = Duration.ofDays(1).toSeconds();
		Checkout checkout = borrowToHandOn(this.pool);
		this.judge.cleared().seen(checkout, Duration.ofSeconds(40), at(0));
		assertThat(longestPause(checkout, day)).isEqualTo(Duration.ofSeconds(40));
		this.judge.cleared().seen(checkout, Duration.ofSeconds(5), at(day));
		assertThat(longestPause(checkout, 2 * day)).isEqualTo(Duration.ofSeconds(40));
		assertThat(longestPause(checkout, 2 * day + 1)).isNull();
		this.judge.cleared().seen(checkout, Duration.ofSeconds(5), at(2 * day + 2));
		assertThat(longestPause(checkout, 2 * day + 2)).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void itsCallSiteIsStillSuspectedForItsAge() {
		lieAndClear(borrowToHandOn(this.pool), 20);
		this.watch.check(at(1000));
		assertThat(this.told.suspected).isEmpty();
		this.told.lines.clear();
		Checkout other = borrowToHandOn(this.pool);
		assertThat(this.judge.judge(other, at(1000))).isEqualTo(Judgement.NO_ACTIVITY);
	}

	@Test
	void itsCallSiteIsStillAccusedOfWhatIsProven() {
		lieAndClear(borrowToHandOn(this.pool), 20);
		Lost.handleOf(borrowToHandOn(this.pool));
		this.watch.check(at(22));
		assertThat(this.told.lines).contains("leaked dataSource-2 UNREACHABLE");
	}

	@Test
	void otherCallSitesAreAccusedAsBefore() {
		lieAndClear(borrowToHandOn(this.pool), 200);
		Checkout other = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		other.ownerSeen(Evidence.Owner.ENDED, at(201));
		assertThat(this.judge.judge(other, at(211))).isEqualTo(Judgement.leaked(Reason.OWNER_ENDED));
	}

	@Test
	void theSameCallSiteOfAnotherPoolIsAccusedAsBefore() {
		lieAndClear(borrowToHandOn(this.pool), 20);
		MonitoredPool other = TestPools.pool("other", this.numbers);
		assertThat(longestPause(borrowToHandOn(other), 21)).isNull();
	}

	@Test
	void aCollectionIsAskedForOnlyOnceItIsAccused() {
		lieAndClear(borrowToHandOn(this.pool), 20);
		Checkout lying = borrowToHandOn(this.pool);
		lying.ownerSeen(Evidence.Owner.ENDED, at(30));
		assertThat(this.judge.mayBeLostSince(lying, this.judge.judge(lying, at(50)), at(50))).isNull();
		assertThat(this.judge.mayBeLostSince(lying, this.judge.judge(lying, at(90)), at(90))).isEqualTo(at(30));
	}

	@Test
	void withoutACallSiteTheOriginIsLearned() {
		MonitoredPool blind = blind();
		this.judge.cleared().seen(borrowIn(blind, "com.shop.Orders.place"), Duration.ofSeconds(20), at(0));
		assertThat(longestPause(borrowIn(blind, "com.shop.Orders.place"), 1)).isEqualTo(Duration.ofSeconds(20));
		assertThat(longestPause(borrowIn(blind, "com.shop.Orders.cancel"), 1)).isNull();
	}

	@Test
	void withoutAnOriginNothingIsLearnedAndNothingIsForgotten() {
		Checkout learned = borrowToHandOn(this.pool);
		this.judge.cleared().seen(learned, Duration.ofSeconds(20), at(0));
		MonitoredPool blind = blind();
		for (int i = 0; i < ClearedCallSites.MAX; i++) {
			this.judge.cleared().seen(borrowToHandOn(blind), Duration.ofSeconds(1), at(0));
		}
		assertThat(longestPause(learned, 1)).isEqualTo(Duration.ofSeconds(20));
		assertThat(longestPause(borrowToHandOn(blind), 1)).isNull();
	}

	@Test
	void thoseWithTheOldestLastPauseAreForgottenFirst() {
		MonitoredPool blind = blind();
		ClearedCallSites cleared = this.judge.cleared();
		Checkout first = borrowIn(blind, "first");
		Checkout second = borrowIn(blind, "second");
		cleared.seen(first, Duration.ofSeconds(1), at(0));
		cleared.seen(second, Duration.ofSeconds(1), at(0));
		cleared.seen(first, Duration.ofSeconds(1), at(0));
		for (int i = 2; i < ClearedCallSites.MAX; i++) {
			cleared.seen(borrowIn(blind, "next " + i), Duration.ofSeconds(1), at(0));
		}
		assertThat(longestPause(second, 1)).isNotNull();
		cleared.seen(borrowIn(blind, "last"), Duration.ofSeconds(1), at(0));
		assertThat(longestPause(second, 1)).isNull();
		assertThat(longestPause(first, 1)).isNotNull();
	}

	private MonitoredPool blind() {
		return new MonitoredPool("blind", "com.example.ThePool", this.numbers, new CallSites(List.of()),
				StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
	}

	private long at(long second) {
		return this.start + second * SECOND;
	}

	private @Nullable Duration longestPause(Checkout checkout, long second) {
		return this.judge.cleared().longestPause(checkout, at(second));
	}

	private static Checkout borrowIn(MonitoredPool pool, String transaction) {
		return pool.borrowed(System.nanoTime(), Borrower.current(), new CheckoutContext(transaction, null, null, null));
	}

	/** The one call site of what is handed on. */
	private static Checkout borrowToHandOn(MonitoredPool pool) {
		return pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private void lieAndClear(Checkout checkout, long seconds) {
		checkout.ownerSeen(Evidence.Owner.ENDED, at(0));
		this.watch.check(at(seconds - 1));
		checkout.beginStatement("select 1");
		checkout.end();
		this.watch.check(at(seconds));
	}

}
