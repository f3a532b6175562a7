package io.github.connectionpool.leak;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.checkout.Borrower;
import io.github.connectionpool.checkout.CallSites;
import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Context;
import io.github.connectionpool.checkout.Eviction;
import io.github.connectionpool.checkout.Evidence;
import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.checkout.StackCapture;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a connection is handed on, none is accused again because its work has ended.
 */
class AcquittalsTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	private final Pool pool = TestPools.pool("dataSource", this.numbers);

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final Told told = new Told();

	private final PoolWatch watch = new PoolWatch(this.pool, this.judge, WatchSettings.every(Duration.ofSeconds(1)),
			this.told, new Helper("helper"), Garbage.none(), () -> {
			});

	private final long start = System.nanoTime();

	@Test
	void itsCallSiteIsNotAccusedOfAnEndAgain() {
		Checkout first = borrowToHandOn(this.pool);
		leaveAndClear(first);
		assertThat(this.told.lines).containsExactly("leaked dataSource-1 OWNER_ENDED", "used dataSource-1");
		for (Evidence.Owner owner : List.of(Evidence.Owner.ENDED, Evidence.Owner.IDLE, Evidence.Owner.ELSEWHERE)) {
			borrowToHandOn(this.pool).ownerSeen(owner, this.start);
		}
		this.watch.look(this.start + 200 * SECOND);
		assertThat(this.watch.last().count(Verdict.HELD)).isEqualTo(4);
		assertThat(this.told.lines).hasSize(2);
	}

	@Test
	void itsCallSiteIsStillSuspectedForItsAge() {
		leaveAndClear(borrowToHandOn(this.pool));
		this.watch.look(this.start + 1000 * SECOND);
		assertThat(this.told.suspected).singleElement()
			.extracting((report) -> report.judgement().reason())
			.isEqualTo(Reason.NO_ACTIVITY);
	}

	@Test
	void itsCallSiteIsStillAccusedOfWhatIsProven() {
		leaveAndClear(borrowToHandOn(this.pool));
		Lost.handleOf(borrowToHandOn(this.pool));
		this.watch.look(this.start + 200 * SECOND);
		assertThat(this.told.lines).contains("leaked dataSource-2 UNREACHABLE");
	}

	@Test
	void otherCallSitesAreAccused() {
		leaveAndClear(borrowToHandOn(this.pool));
		Checkout other = this.pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
		other.ownerSeen(Evidence.Owner.ENDED, this.start);
		this.watch.look(this.start + 200 * SECOND);
		assertThat(this.told.lines).contains("leaked dataSource-2 OWNER_ENDED");
	}

	@Test
	void theSameCallSiteOfAnotherPoolIsAccused() {
		leaveAndClear(borrowToHandOn(this.pool));
		Pool other = TestPools.pool("other", this.numbers);
		assertThat(this.judge.acquittals().isAcquitted(borrowToHandOn(other))).isFalse();
	}

	@Test
	void withoutACallSiteOnlyTheCheckoutItselfIsAcquitted() {
		Pool blind = new Pool("blind", "com.example.ThePool", this.numbers, new CallSites(List.of()),
				StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		Checkout first = borrowToHandOn(blind);
		Checkout second = borrowToHandOn(blind);
		this.judge.acquittals().acquit(first);
		assertThat(this.judge.acquittals().isAcquitted(first)).isTrue();
		assertThat(this.judge.acquittals().isAcquitted(second)).isFalse();
	}

	@Test
	void theOldestAreForgottenFirst() {
		Pool blind = new Pool("blind", "com.example.ThePool", this.numbers, new CallSites(List.of()),
				StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		Acquittals acquittals = new Acquittals();
		Checkout first = borrowToHandOn(blind);
		Checkout second = borrowToHandOn(blind);
		acquittals.acquit(first);
		acquittals.acquit(second);
		for (int i = 2; i < Acquittals.MAX; i++) {
			acquittals.acquit(borrowToHandOn(blind));
		}
		assertThat(acquittals.isAcquitted(first)).isTrue();
		acquittals.acquit(borrowToHandOn(blind));
		assertThat(acquittals.isAcquitted(first)).isFalse();
		assertThat(acquittals.isAcquitted(second)).isTrue();
	}

	/** The one call site of what is handed on. */
	private static Checkout borrowToHandOn(Pool pool) {
		return pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
	}

	private void leaveAndClear(Checkout checkout) {
		checkout.ownerSeen(Evidence.Owner.ENDED, this.start);
		this.watch.look(this.start + 20 * SECOND);
		checkout.beginStatement("select 1");
		checkout.end();
		this.watch.look(this.start + 21 * SECOND);
	}

}
