package io.github.connectionpool.internal.reclaim;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is used between the verdict and the moment in which it is to be taken back.
 */
class ReclaimedTooLateTests {

	private static final Judgement LEAKED = Judgement.leaked(Reason.WORK_ENDED);

	private final HikariDataSource hikari = TestPools.hikari(2);

	private final MonitoredPool pool = TestPools.pool("dataSource", TestPools.statistics(this.hikari));

	private final OnDemandExecutor helper = new OnDemandExecutor("helper");

	private final Reclaimer reclaimer = new Reclaimer(ReclaimPolicy.LEAKED, this.helper);

	@AfterEach
	void close() {
		this.hikari.close();
	}

	@Test
	void isLeftAlone() throws SQLException {
		Connection connection = this.hikari.getConnection();
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		checkout.lends(connection, this);
		CompletableFuture<Void> busy = new CompletableFuture<>();
		assertThat(this.helper.submit(busy::join)).isTrue();
		CompletableFuture<Void> tried = new CompletableFuture<>();
		CheckoutReport report = new Reporter(TestPools.judge(Duration.ofMinutes(5))).report(checkout, LEAKED,
				System.nanoTime());
		this.reclaimer.reclaim(checkout, checkout.uses(), report, () -> tried.complete(null));
		checkout.beginStatement("select 1");
		checkout.end();
		busy.complete(null);
		tried.join();
		assertThat(checkout.isRevoked()).isFalse();
		assertThat(this.hikari.getHikariPoolMXBean().getActiveConnections()).isOne();
	}

}
