package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.ArrayList;
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
import io.github.connectionpool.report.CallSiteReport;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class ReporterTests {

	private static final String NESTED = "Its thread holds ";

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Reporter reporter = new Reporter(TestPools.judge(Duration.ofDays(1)));

	/** To which everything nobody uses just now is suspect. */
	private final Reporter suspicious = new Reporter(TestPools.judge(Duration.ZERO));

	@Test
	void reportsTheOldestFirst() {
		borrow(3);
		assertThat(this.reporter.judge(this.pool).checkouts(10)).extracting(CheckoutReport::id)
			.containsExactly("dataSource-1", "dataSource-2", "dataSource-3");
	}

	@Test
	void reportsNoMoreThanTheLimit() {
		borrow(3);
		assertThat(this.reporter.judge(this.pool).checkouts(2)).extracting(CheckoutReport::id)
			.containsExactly("dataSource-1", "dataSource-2");
		assertThat(this.reporter.judge(this.pool).checkouts(0)).isEmpty();
	}

	@Test
	void reportsWhatIsKnownOfACheckout() {
		CheckoutContext context = new CheckoutContext("place", new CheckoutContext.Request("GET", "/orders"), null,
				"4711");
		Checkout checkout = this.pool.borrowed(System.nanoTime() - Duration.ofMinutes(1).toNanos(), Borrower.current(),
				context);
		checkout.autoCommitSet(false);
		checkout.beginStatement("select 1");
		checkout.end();
		CheckoutReport report = this.suspicious.report(checkout);
		assertThat(report.pool()).isEqualTo("dataSource");
		assertThat(report.id()).isEqualTo("dataSource-1");
		assertThat(report.judgement()).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.NO_ACTIVITY));
		assertThat(report.explanation()).startsWith("This connection has not been used");
		assertThat(report.acquiredAt()).isEqualTo(checkout.acquiredAt());
		assertThat(report.waited()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
		assertThat(report.owner().name()).isEqualTo(Thread.currentThread().getName());
		assertThat(report.context()).isEqualTo(context);
		assertThat(report.sql()).isEqualTo("select 1");
		assertThat(report.inFlight()).isNull();
		assertThat(report.inTransaction()).isTrue();
		assertThat(report.activity()).isOne();
	}

	@Test
	void reportsSinceWhenACallIsInFlight() {
		Checkout checkout = borrow(1).get(0);
		checkout.beginStatement("select 1");
		checkout.checked(System.nanoTime() - Duration.ofMinutes(1).toNanos());
		CheckoutReport report = this.suspicious.report(checkout);
		assertThat(report.judgement().verdict()).isEqualTo(Verdict.EXECUTING);
		assertThat(report.inFlight()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void theStackBeginsWithTheCallerOfTheDataSource() {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		CheckoutReport report = this.reporter.report(checkout);
		StackTraceElement top = report.stack().get(0);
		assertThat(top.getClassName()).isEqualTo(ReporterTests.class.getName());
		assertThat(top.getMethodName()).isEqualTo("theStackBeginsWithTheCallerOfTheDataSource");
		assertThat(report.callSite()).isEqualTo(CallSites.describe(top));
	}

	@Test
	void callSitesComeBiggestFirst() {
		this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		borrow(3);
		borrowElsewhere(2);
		List<CallSiteReport> callSites = this.reporter.judge(this.pool).callSites();
		assertThat(callSites).extracting(CallSiteReport::count).containsExactly(3, 2, 1);
		assertThat(callSites.get(0).callSite()).contains("ReporterTests.borrow(ReporterTests.java:");
		assertThat(callSites.get(1).callSite()).contains("ReporterTests.borrowElsewhere(ReporterTests.java:");
		assertThat(callSites.get(2).callSite()).contains("ReporterTests.callSitesComeBiggestFirst(");
	}

	@Test
	void aCallSiteAddsUpVerdicts() {
		List<Checkout> borrowed = borrow(3);
		borrowed.get(1).beginStatement("select 1");
		CallSiteReport callSite = this.suspicious.judge(this.pool).callSites().get(0);
		assertThat(callSite.verdicts()).isEqualTo(Map.of(Verdict.SUSPECT, 2, Verdict.EXECUTING, 1));
	}

	@Test
	void theOldestOfACallSiteIsTheOneThatIsHeldLongest() {
		List<Checkout> borrowed = borrow(3);
		long now = System.nanoTime();
		CallSiteGroup group = new CallSiteGroup(this.pool.ledger().oldestFirst().get(0).lines());
		group.add(borrowed.get(1), Verdict.ACTIVE, now);
		group.add(borrowed.get(0), Verdict.ACTIVE, now);
		group.add(borrowed.get(2), Verdict.ACTIVE, now);
		assertThat(group.report().oldest()).isEqualTo(borrowed.get(0).held(now));
	}

	@Test
	void aCallSiteShowsFiveContextsAtMost() {
		for (int i = 0; i < 4; i++) {
			this.pool.borrowed(System.nanoTime(), Borrower.current(),
					new CheckoutContext("transaction " + i, null, null, "trace"));
			this.pool.borrowed(System.nanoTime(), Borrower.current(),
					new CheckoutContext(null, null, "task " + i, null));
		}
		List<CallSiteReport> callSites = this.reporter.judge(this.pool).callSites();
		assertThat(callSites).extracting(CallSiteReport::contexts)
			.allSatisfy((contexts) -> assertThat(contexts).hasSize(4).doesNotContain("trace"));
		CallSiteGroup group = new CallSiteGroup(this.pool.ledger().oldestFirst().get(0).lines());
		this.pool.ledger().oldestFirst().forEach((checkout) -> group.add(checkout, Verdict.ACTIVE, System.nanoTime()));
		assertThat(group.report().contexts()).hasSize(5);
	}

	@Test
	void aCallSiteShowsItsRequests() {
		this.pool.borrowed(System.nanoTime(), Borrower.current(),
				new CheckoutContext("place", new CheckoutContext.Request("GET", "/orders"), null, null));
		assertThat(this.reporter.judge(this.pool).callSites().get(0).contexts()).containsExactly("GET /orders",
				"place");
	}

	@Test
	void whatHasNoCallSiteIsOneGroup() {
		MonitoredPool unknown = new MonitoredPool("dataSource", "com.example.ThePool", new TestPools.Numbers(),
				new CallSites(List.of()), StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		unknown.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		unknown.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		assertThat(this.reporter.judge(unknown).callSites()).singleElement().satisfies((callSite) -> {
			assertThat(callSite.callSite()).isNull();
			assertThat(callSite.count()).isEqualTo(2);
		});
	}

	@Test
	void countsTheOlderCheckoutsOfTheSameThread() throws Exception {
		borrow(1);
		TestPools.onThread("worker", () -> borrow(1));
		List<Checkout> last = borrow(2);
		assertThat(this.reporter.judge(this.pool).checkouts(10)).extracting(CheckoutReport::explanation)
			.satisfiesExactly((first) -> assertThat(first).doesNotContain(NESTED),
					(worker) -> assertThat(worker).doesNotContain(NESTED),
					(second) -> assertThat(second).contains(NESTED + "1 older connection of this pool"),
					(third) -> assertThat(third).contains(NESTED + "2 older connections of this pool"));
		assertThat(this.reporter.report(last.get(0)).explanation()).contains(NESTED + "1 older connection ");
		assertThat(this.reporter.report(last.get(1)).explanation()).contains(NESTED + "2 older connections ");
	}

	private List<Checkout> borrow(int count) {
		List<Checkout> borrowed = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			borrowed.add(this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
		}
		return borrowed;
	}

	private void borrowElsewhere(int count) {
		for (int i = 0; i < count; i++) {
			this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		}
	}

}
