package io.github.connectionpool.alert;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

class LogTextTests {

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	@Test
	void utilizationWithAllNumbers() {
		this.numbers.poolName("HikariPool-1");
		assertThat(LogText.utilization(this.pool, new ConnectionCounts(19, 1, 20, 20, 7)))
			.isEqualTo("Connection pool 'dataSource' (HikariPool-1): 19 of 20 connections borrowed (95 %),"
					+ " 7 borrowers waiting");
	}

	@Test
	void utilizationWithoutWhatThePoolDoesNotTell() {
		assertThat(LogText.utilization(this.pool, new ConnectionCounts(19, null, null, null, null)))
			.isEqualTo("Connection pool 'dataSource': 19 connections borrowed");
	}

	@Test
	void aCheckoutWithEverythingThatIsKnown() {
		CheckoutContext context = new CheckoutContext("OrderService.place",
				new CheckoutContext.Request("GET", "/orders/{user}"), "Jobs.run", "4711");
		assertThat(LogText.checkout(report(context, Duration.ZERO)))
			.startsWith("dataSource-1 SUSPECT (NO_ACTIVITY), held ")
			.contains(" by thread '" + Thread.currentThread().getName() + "', borrowed at " + getClass().getName()
					+ ".report(LogTextTests.java:")
			.endsWith(" in transaction OrderService.place, request GET /orders/{user}, task Jobs.run, trace 4711");
	}

	@Test
	void aCheckoutOfWhichLittleIsKnown() {
		assertThat(LogText.checkout(report(CheckoutContext.NONE, Duration.ofDays(1))))
			.startsWith("dataSource-1 ACTIVE, held ")
			.endsWith(")");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r", "\r\n", "\t", "\u001b", "\u0000", "\f", "\u000b", "\u007f", "\u0085", "\u2028",
			"\u2029" })
	void controlCharactersBecomeSpaces(String control) {
		assertThat(LogText.oneLine("a" + control + "b")).matches("a +b");
	}

	private CheckoutReport report(CheckoutContext context, Duration threshold) {
		return new Reporter(TestPools.judge(threshold))
			.report(this.pool.borrowed(System.nanoTime(), Borrower.current(), context));
	}

}
