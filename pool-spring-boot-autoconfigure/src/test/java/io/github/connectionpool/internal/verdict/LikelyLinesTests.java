package io.github.connectionpool.internal.verdict;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.capture.learned.CheckoutLines;
import io.github.connectionpool.internal.capture.learned.LikelyLines;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class LikelyLinesTests {

	/** The stack of so many is taken in any case. */
	private static final int FIRST = 8;

	private static final CheckoutContext ORDERS = new CheckoutContext(null,
			new CheckoutContext.Request("GET", "/orders/{id}"), null, null);

	private final MonitoredPool pool = pool(StackCapture.ADAPTIVE);

	@Test
	void aBorrowWithoutAStackHasTheLineOfThoseBefore() {
		for (int i = 0; i < 100; i++) {
			this.pool.returned(find());
		}
		check();
		Checkout lost = find();
		CheckoutLines lines = lost.lines();
		assertThat(lines.callSite()).isNull();
		assertThat(lines.stack()).isEmpty();
		assertThat(lines.likely().candidates()).hasSize(1);
		assertThat(lines.likely().stack()).anyMatch((frame) -> frame.getMethodName().equals("find"));
		assertThat(lines.sentence())
			.startsWith("It was probably borrowed at " + LikelyLinesTests.class.getName()
					+ ".borrow(LikelyLinesTests.java:")
			.endsWith("16 of 16 sampled borrows in request GET /orders/{id} whose first statement was the same came"
					+ " from this line.");
		assertThat(lines.source()).startsWith("probably " + LikelyLinesTests.class.getName() + ".borrow(");
	}

	@Test
	void aLikelyLineIsNoEvidenceAndIsNotRemembered() {
		learn();
		Checkout lost = find();
		assertThat(lost.lines().likely().candidates()).isNotEmpty();
		assertThat(lost.stack()).isEmpty();
		assertThat(lost.callSite()).isNull();
		assertThat(lost.callSiteText()).isNull();
		assertThat(lost.source()).isEqualTo("an unknown call site (request GET /orders/{id})");
	}

	@Test
	void aStackOfItsOwnLeavesNothingLikely() {
		this.pool.returned(find());
		check();
		Checkout second = find();
		assertThat(second.lines().callSite()).isNotNull();
		assertThat(second.lines().isLater()).isFalse();
		assertThat(second.lines().likely()).isEqualTo(LikelyLines.NONE);
		assertThat(second.lines().sentence()).isEmpty();
	}

	@Test
	void aFirstStatementThatIsNotKnownHasItsStackTaken() {
		learn();
		Checkout rare = borrow();
		rare.statementSeen("select * from audit", true);
		CheckoutLines lines = rare.lines();
		assertThat(lines.isLater()).isTrue();
		assertThat(lines.callSite()).isNotNull();
		assertThat(lines.source()).endsWith(" (a later call)");
		assertThat(rare.stack()).isEmpty();
		assertThat(rare.callSite()).isNull();
	}

	@Test
	void aStackOfALaterCallIsTakenOnceOnly() {
		learn();
		Checkout known = find();
		known.statementSeen("select * from audit", true);
		assertThat(known.lines().stack()).isEmpty();
		Checkout rare = borrow();
		rare.statementSeen("select * from audit", true);
		List<StackTraceElement> stack = rare.lines().stack();
		rare.statementSeen("select * from another", true);
		assertThat(rare.lines().stack()).isEqualTo(stack).isNotEmpty();
	}

	@Test
	void aConnectionThatIsOutForLongGivesItsStackAtItsNextCall() throws SQLException {
		learn();
		Checkout old = find();
		call(old);
		assertThat(old.lines().stack()).isEmpty();
		TestPools.await().untilAsserted(() -> {
			call(old);
			assertThat(old.lines().isLater()).isTrue();
		});
		assertThat(old.lines().stack()).isNotEmpty();
		assertThat(old.stack()).isEmpty();
	}

	/** The first call after a check. */
	private static void call(Checkout checkout) throws SQLException {
		checkout.checked(System.nanoTime());
		checkout.ensureLent();
	}

	@Test
	void withoutAStatementTheLinesOfSuchBorrowsComeFirst() {
		for (int i = 0; i < FIRST; i++) {
			this.pool.returned(borrow());
		}
		check();
		assertThat(borrow().lines().likely().basis()).isEqualTo(LikelyLines.Basis.NO_STATEMENT);
	}

	@Test
	void anOpenCheckoutWaitsForItsStatementBeforeItIsLearned() {
		Checkout first = borrow();
		Checkout second = borrow();
		for (int i = 2; i < FIRST; i++) {
			borrow();
		}
		check();
		assertThat(borrow().lines().likely()).isEqualTo(LikelyLines.NONE);
		first.statementSeen("select name from customers", true);
		second.statementSeen("select name from customers", true);
		check();
		assertThat(find().lines().likely().basis()).isEqualTo(LikelyLines.Basis.STATEMENT);
	}

	@Test
	void threadsOfOneNameShareTheirLines() throws InterruptedException {
		for (int i = 0; i < FIRST; i++) {
			Thread thread = new Thread(
					() -> this.pool
						.returned(this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE)),
					"import-" + i);
			thread.start();
			thread.join();
		}
		check();
		Checkout[] lost = new Checkout[1];
		Thread thread = new Thread(
				() -> lost[0] = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE),
				"import-99");
		thread.start();
		thread.join();
		assertThat(lost[0].lines().sentence()).contains("sampled borrows in thread import-#");
	}

	@Test
	void neverLearnsNothing() {
		MonitoredPool never = pool(StackCapture.NEVER);
		never.returned(never.borrowed(System.nanoTime(), Borrower.current(), ORDERS));
		never.checked(TestPools.counts(1, 100), System.nanoTime());
		Checkout lost = never.borrowed(System.nanoTime(), Borrower.current(), ORDERS);
		lost.statementSeen("select 1", true);
		assertThat(lost.lines().text()).isNull();
		assertThat(lost.lines().source()).isEqualTo("an unknown call site (request GET /orders/{id})");
	}

	/** Later borrows of this origin and with this statement have no stack. */
	private void learn() {
		for (int i = 0; i < FIRST; i++) {
			this.pool.returned(find());
		}
		check();
	}

	private Checkout find() {
		Checkout checkout = borrow();
		checkout.statementSeen("select name from customers", true);
		return checkout;
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), ORDERS);
	}

	private void check() {
		this.pool.checked(TestPools.counts(1, 100), System.nanoTime());
	}

	private static MonitoredPool pool(StackCapture capture) {
		return new MonitoredPool("dataSource", "com.example.ThePool", new TestPools.Numbers(),
				new CallSites(List.of("io.github.connectionpool")), capture, TestPools.THRESHOLDS, Eviction.ABORT);
	}

}
