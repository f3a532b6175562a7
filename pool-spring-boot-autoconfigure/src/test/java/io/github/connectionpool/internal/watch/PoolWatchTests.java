package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.UtilizationLevel;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class PoolWatchTests {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final Told told = new Told();

	private final PoolWatch watch = watch(this.pool);

	private final Checkout checkout = borrow();

	private final long start = System.nanoTime();

	@Test
	void tellsThePresentBeforeTheFirstLook() {
		assertThat(this.watch.last().verdicts()).containsOnly(Map.entry(Verdict.ACTIVE, 1));
		assertThat(this.watch.last().findings()).isEmpty();
	}

	@Test
	void tellsOfASuspectOnce() {
		lookAt(4);
		assertThat(this.told.lines).isEmpty();
		lookAt(5, 6, 7, 100);
		assertThat(this.told.lines).containsExactly("suspected dataSource-1");
	}

	@Test
	void clearsASuspectThatIsUsedAgain() {
		lookAt(5);
		use(this.checkout);
		lookAt(6, 7);
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "used dataSource-1");
	}

	@Test
	void clearsASuspectOnWhichACallIsInFlight() {
		lookAt(5);
		this.checkout.beginStatement("select 1");
		lookAt(6, 60);
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "used dataSource-1");
	}

	@Test
	void clearsASuspectThatIsReturned() {
		lookAt(5);
		this.pool.returned(this.checkout);
		lookAt(6, 7);
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "returned dataSource-1");
	}

	@Test
	void whatIsToBeDoneAtEveryLookIsDoneBeforeCheckoutsAreJudged() {
		this.pool.beforeCheck(() -> this.pool.returned(this.checkout));
		lookAt(5);
		assertThat(this.told.lines).isEmpty();
	}

	@Test
	void suspectsAgainWhatWasCleared() {
		lookAt(5);
		use(this.checkout);
		lookAt(6, 10);
		assertThat(this.told.lines).hasSize(2);
		lookAt(11, 12);
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "used dataSource-1",
				"suspected dataSource-1");
	}

	@Test
	void saysNothingOfWhatIsReturnedUnsuspected() {
		lookAt(4);
		this.pool.returned(this.checkout);
		lookAt(5);
		assertThat(this.told.lines).isEmpty();
	}

	@Test
	void tellsOfEachSuspect() {
		borrow();
		lookAt(6, 7);
		assertThat(this.told.lines).containsExactly("suspected dataSource-1", "suspected dataSource-2");
	}

	@Test
	void aSuspectIsReportedWithItsCallSite() {
		lookAt(5);
		assertThat(this.told.suspected).singleElement()
			.satisfies((report) -> assertThat(report.callSite()).contains("PoolWatchTests"));
	}

	@Test
	void tellsOfAChangeOfLevelOnce() {
		this.numbers.counts(TestPools.counts(8, 10));
		lookAt(1, 2);
		this.numbers.counts(TestPools.counts(10, 10));
		lookAt(3, 4);
		this.numbers.counts(TestPools.counts(1, 10));
		lookAt(5, 6);
		assertThat(this.told.lines).filteredOn((line) -> line.contains("->"))
			.containsExactly("dataSource UP -> WARNING at 8", "dataSource WARNING -> CRITICAL at 10",
					"dataSource CRITICAL -> UP at 1");
		assertThat(this.pool.level()).isEqualTo(UtilizationLevel.UP);
	}

	@Test
	void countsVerdicts() {
		Checkout executing = borrow();
		executing.beginStatement("select 1");
		Checkout active = borrow();
		lookAt(1);
		assertThat(this.watch.last().verdicts()).containsOnly(Map.entry(Verdict.HELD, 2),
				Map.entry(Verdict.EXECUTING, 1));
		use(active);
		lookAt(6);
		assertThat(this.watch.last().verdicts()).containsOnly(Map.entry(Verdict.ACTIVE, 1),
				Map.entry(Verdict.EXECUTING, 1), Map.entry(Verdict.SUSPECT, 1));
		assertThat(this.watch.last().count(Verdict.SUSPECT)).isOne();
		assertThat(this.watch.last().count(Verdict.LEAKED)).isZero();
	}

	@Test
	void knowsTheAgeOfTheOldest() {
		borrow();
		lookAt(3);
		assertThat(this.watch.last().oldest()).isEqualTo(this.checkout.held(this.start + 3 * MINUTE));
	}

	@Test
	void theOldestOfNoneIsZero() {
		lookAt(1);
		this.pool.returned(this.checkout);
		lookAt(2);
		assertThat(this.watch.last().verdicts()).isEmpty();
		assertThat(this.watch.last().oldest()).isZero();
		assertThat(this.watch.last().findings()).isEmpty();
	}

	@Test
	void suspectsMakeThePoolTakeStacks() {
		MonitoredPool adaptive = new MonitoredPool("dataSource", "com.example.ThePool", this.numbers,
				new CallSites(List.of()), StackCapture.ADAPTIVE, TestPools.THRESHOLDS, Eviction.ABORT);
		for (int i = 0; i < 8; i++) {
			adaptive.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		}
		assertThat(adaptive.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE).stack()).isEmpty();
		watch(adaptive).check(System.nanoTime() + 5 * MINUTE);
		assertThat(adaptive.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE).stack()).isNotEmpty();
	}

	private void lookAt(int... minutes) {
		for (int minute : minutes) {
			this.watch.check(this.start + minute * MINUTE);
		}
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private PoolWatch watch(MonitoredPool pool) {
		return this.told.watch(pool);
	}

	private static void use(Checkout checkout) {
		checkout.beginStatement("select 1");
		checkout.end();
	}

}
