package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
import io.github.connectionpool.internal.timing.FloorTrend;
import io.github.connectionpool.internal.verdict.Findings;
import io.github.connectionpool.internal.verdict.PoolCondition;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;

import static org.assertj.core.api.Assertions.assertThat;

class FindingsTests {

	private static final Deadlock DEADLOCK = new Deadlock("dataSource", Instant.EPOCH, 2, 2, 2, false,
			List.of(new Deadlock.Holder("com.shop.A.a(A.java:1)", null, 2)));

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final FloorTrend trend = new FloorTrend();

	private final Map<Checkout, Judgement> accused = new HashMap<>();

	@Test
	void nothingIsFoundWhereNothingIsWrong() {
		assertThat(find(10)).isEmpty();
	}

	@Test
	void aTrendAloneIsNoFinding() {
		lose(Duration.ofMinutes(6));
		assertThat(find(10)).isEmpty();
	}

	@Test
	void aDeadlockIsFoundBeforeAllElse() {
		accuse(here(), Judgement.UNREACHABLE);
		assertThat(Findings.of(DEADLOCK, this.accused, loss(), 10)).hasSize(2).first().isEqualTo(DEADLOCK.finding());
	}

	@Test
	void leaksAndSuspectsAreCountedAndTheirCallSitesNamedTheMostFrequentFirst() {
		Checkout first = here();
		Checkout second = there();
		accuse(first, Judgement.UNREACHABLE);
		accuse(second, Judgement.leaked(Reason.WORK_ENDED));
		accuse(there(), Judgement.NO_ACTIVITY);
		Checkout third = there();
		accuse(third, Judgement.UNREACHABLE);
		assertThat(find(10)).containsExactly(
				new Finding("leak", Finding.Severity.CRITICAL,
						"Leaked connections were borrowed at " + third.callSiteText() + " (2), " + first.callSiteText()
								+ " (1).",
						"Close them there: a larger pool would only take longer to be empty."),
				new Finding("suspected-leak", Finding.Severity.WARNING,
						"Suspected connections were borrowed at " + second.callSiteText() + " (1).",
						"Look whether they are given back there."));
	}

	@Test
	void aCallSiteMayBeUnknown() {
		MonitoredPool blind = new MonitoredPool("blind", "com.example.ThePool", new TestPools.Numbers(),
				new CallSites(List.of()), StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		accuse(blind.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE), Judgement.UNREACHABLE);
		assertThat(find(10)).singleElement()
			.extracting(Finding::evidence)
			.asString()
			.contains("borrowed at an unknown call site (thread main) (1).");
	}

	@Test
	void tellsWhenThePoolWillBeEmpty() {
		Checkout checkout = here();
		accuse(checkout, Judgement.UNREACHABLE);
		lose(Duration.ofMinutes(6));
		assertThat(find(10)).hasSize(2)
			.last()
			.extracting(Finding::evidence)
			.asString()
			.matches("A connection is lost every 6 min at \\Q" + checkout.callSiteText()
					+ "\\E; the pool is empty at about \\d\\d:\\d\\d\\.");
	}

	@Test
	void whatIsFarAwayHasNoTimeOfDay() {
		accuse(here(), Judgement.UNREACHABLE);
		lose(Duration.ofMinutes(6));
		assertThat(find(3 + 119).get(1).evidence()).matches(".* the pool is empty at about \\d\\d:\\d\\d\\.");
		assertThat(find(3 + 120).get(1).evidence()).endsWith("; the pool is empty in 12 h.");
	}

	@Test
	void aPoolWithoutALimitIsNeverEmpty() {
		accuse(here(), Judgement.UNREACHABLE);
		lose(Duration.ofMinutes(6));
		assertThat(Findings.of(null, this.accused, loss(), null)).hasSize(1);
	}

	@Test
	void aPoolThatHasMoreThanItsLimitIsEmptyNow() {
		accuse(here(), Judgement.UNREACHABLE);
		lose(Duration.ofMinutes(6));
		assertThat(find(1)).hasSize(2);
	}

	private PoolCondition.Loss loss() {
		return new PoolCondition.Loss(this.trend.timePerConnection(), this.trend.floor());
	}

	private List<Finding> find(int max) {
		return Findings.of(null, this.accused, loss(), max);
	}

	private void accuse(Checkout checkout, Judgement judgement) {
		this.accused.put(checkout, judgement);
	}

	private Checkout here() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private Checkout there() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	/** Three, one each time. */
	private void lose(Duration each) {
		long seconds = each.toSeconds();
		for (long second = 0; second <= 4 * seconds; second++) {
			this.trend.add((int) Math.min(3, second / seconds), Duration.ofSeconds(second).toNanos());
		}
	}

}
