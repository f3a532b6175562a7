package io.github.connectionpool.internal.reclaim;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReclaimerTests {

	private static final Judgement LEAKED = Judgement.leaked(Reason.WORK_ENDED);

	private final HikariDataSource hikari = TestPools.hikari(2);

	private final MonitoredPool pool = TestPools.pool("dataSource", TestPools.statistics(this.hikari));

	private final OnDemandExecutor helper = new OnDemandExecutor("helper");

	private final Reclaimer reclaimer = new Reclaimer(ReclaimPolicy.LEAKED, this.helper);

	private final AtomicInteger done = new AtomicInteger();

	private final List<String> outcomes = new ArrayList<>();

	@AfterEach
	void close() {
		this.hikari.close();
	}

	@ParameterizedTest
	@CsvSource({ "NEVER,LEAKED,UNREACHABLE,false", "NEVER,LEAKED,WORK_ENDED,false", "NEVER,LEAKED,OWNER_ENDED,false",
			"UNREACHABLE,LEAKED,UNREACHABLE,true", "UNREACHABLE,LEAKED,WORK_ENDED,false",
			"UNREACHABLE,LEAKED,OWNER_ENDED,false", "UNREACHABLE,SUSPECT,UNREACHABLE,false",
			"LEAKED,LEAKED,UNREACHABLE,true", "LEAKED,LEAKED,WORK_ENDED,true", "LEAKED,LEAKED,OWNER_ENDED,true",
			"LEAKED,SUSPECT,UNREACHABLE,false", "LEAKED,SUSPECT,WORK_ENDED,false", "LEAKED,SUSPECT,NO_ACTIVITY,false",
			"LEAKED,ACTIVE,,false", "LEAKED,HELD,,false", "LEAKED,WAITING,,false", "LEAKED,EXECUTING,,false" })
	void isAllowedByThePolicy(ReclaimPolicy policy, Verdict verdict, @Nullable Reason reason, boolean allowed)
			throws SQLException {
		assertThat(new Reclaimer(policy, this.helper).allows(borrow(), new Judgement(verdict, reason)))
			.isEqualTo(allowed);
	}

	@Test
	void standsDownWhereTheDriverWasUnwrapped() throws SQLException {
		Checkout checkout = borrow();
		checkout.driverUnwrapped();
		assertThat(this.reclaimer.allows(checkout, LEAKED)).isFalse();
		assertThat(this.reclaimer.allows(checkout, Judgement.UNREACHABLE)).isFalse();
	}

	@Test
	void aLeakedConnectionIsInThePoolAgain() throws SQLException {
		Checkout checkout = borrow();
		reclaim(checkout);
		finish();
		assertThat(this.hikari.getHikariPoolMXBean().getActiveConnections()).isZero();
		assertThat(this.hikari.getHikariPoolMXBean().getIdleConnections()).isPositive();
		assertThat(this.pool.ledger().size()).isZero();
		assertThat(checkout.isRevoked()).isTrue();
		assertThat(this.done).hasValue(1);
		assertThat(this.outcomes).containsExactly("dataSource-1 null");
	}

	@Test
	void isToldOnce() throws SQLException {
		reclaim(borrow());
		finish();
		finish();
		assertThat(this.outcomes).hasSize(1);
	}

	@Test
	void whatIsUsedIsLeftAlone() throws SQLException {
		Checkout checkout = borrow();
		checkout.beginStatement("select 1");
		reclaim(checkout);
		finish();
		assertThat(this.hikari.getHikariPoolMXBean().getActiveConnections()).isOne();
		assertThat(this.pool.ledger().isOpen(checkout)).isTrue();
		assertThat(this.done).hasValue(1);
		assertThat(this.outcomes).isEmpty();
	}

	@Test
	void whatIsUnderWayIsNotBegunAgain() throws SQLException {
		CompletableFuture<Void> busy = new CompletableFuture<>();
		assertThat(this.helper.submit(busy::join)).isTrue();
		Checkout checkout = borrow();
		reclaim(checkout);
		reclaim(checkout);
		busy.complete(null);
		finish();
		assertThat(this.done).hasValue(1);
	}

	@Test
	void whatWasLeftAloneMayBeTriedAgain() throws SQLException {
		Checkout checkout = borrow();
		checkout.beginStatement("select 1");
		reclaim(checkout);
		finish();
		checkout.end();
		checkout.checked(System.nanoTime());
		reclaim(checkout);
		finish();
		assertThat(this.outcomes).hasSize(1);
		assertThat(this.done).hasValue(2);
	}

	@Test
	void whatFoundNoRoomMayBeTriedAgain() throws SQLException {
		CompletableFuture<Void> busy = new CompletableFuture<>();
		while (this.helper.submit(busy::join)) {
			// until it is full
		}
		Checkout checkout = borrow();
		reclaim(checkout);
		busy.complete(null);
		finish();
		assertThat(this.done).hasValue(0);
		reclaim(checkout);
		finish();
		assertThat(this.outcomes).hasSize(1);
	}

	@Test
	void whoStillUsesItLearnsTheReason() throws SQLException {
		Checkout checkout = borrow();
		reclaim(checkout);
		finish();
		assertThatThrownBy(checkout::ensureLent).hasMessageContaining("it was leaked (WORK_ENDED). ");
	}

	private Checkout borrow() throws SQLException {
		Connection connection = this.hikari.getConnection();
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		checkout.lends(connection, this);
		return checkout;
	}

	private void reclaim(Checkout checkout) {
		CheckoutReport report = new Reporter(TestPools.judge(Duration.ofMinutes(5))).report(checkout, LEAKED,
				System.nanoTime());
		this.reclaimer.reclaim(checkout, checkout.uses(), report, this.done::incrementAndGet);
	}

	/** Until all that was to be done is done, and told. */
	private void finish() {
		CompletableFuture<Void> end = new CompletableFuture<>();
		while (!this.helper.submit(() -> end.complete(null))) {
			Thread.onSpinWait();
		}
		end.join();
		this.reclaimer.drain((report, failure) -> this.outcomes.add(report.id() + " " + failure));
	}

}
