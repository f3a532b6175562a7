package io.github.connectionpool.internal.reclaim;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection that is given back and thrown away at once.
 */
class ReclamationTests {

	private final List<String> done = new ArrayList<>();

	private final List<@Nullable Throwable> outcomes = new ArrayList<>();

	private final MonitoredPool pool = new MonitoredPool("dataSource", "com.example.ThePool", new TestPools.Numbers(),
			new CallSites(List.of()), StackCapture.NEVER, TestPools.THRESHOLDS,
			(connection) -> this.done.add("evicted"));

	private final Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);

	private Runnable duringRollback = () -> {
	};

	private Runnable duringClose = () -> {
	};

	private @Nullable SQLException closeFails;

	private @Nullable Reclamation created;

	@BeforeEach
	void lend() {
		this.checkout.lends(connection(), this);
		assertThat(this.checkout.revoke("it was leaked")).isTrue();
		CheckoutReport report = new Reporter(TestPools.judge(Duration.ofMinutes(5))).report(this.checkout,
				Judgement.leaked(Reason.WORK_ENDED), System.nanoTime());
		this.created = new Reclamation(this.checkout, report, (told, failure) -> this.outcomes.add(failure),
				System.nanoTime());
	}

	@Test
	void whatHasBeenReturnedIsNotThrownAway() {
		reclamation().returnToPool();
		reclamation().evict();
		assertThat(this.done).containsExactly("closed");
		assertThat(this.outcomes).singleElement().isNull();
	}

	@Test
	void whatThePoolIsTakingIsNotThrownAway() {
		this.duringClose = reclamation()::evict;
		reclamation().returnToPool();
		assertThat(this.done).containsExactly("closed");
		assertThat(this.outcomes).singleElement()
			.satisfies((failure) -> assertThat(failure).hasMessageContaining("The pool has not taken the connection"));
		assertThat(this.pool.ledger().size()).isZero();
	}

	@Test
	void whatHasBeenThrownAwayIsNotReturned() {
		this.duringRollback = reclamation()::evict;
		reclamation().returnToPool();
		assertThat(this.done).containsExactly("evicted");
		assertThat(this.outcomes).singleElement()
			.satisfies((failure) -> assertThat(failure).hasMessageContaining("The rollback has not returned"));
	}

	@Test
	void whatThePoolDoesNotTakeIsThrownAway() {
		this.closeFails = new SQLException("no way");
		reclamation().returnToPool();
		reclamation().evict();
		assertThat(this.done).containsExactly("closed", "evicted");
	}

	private Reclamation reclamation() {
		assertThat(this.created).isNotNull();
		return this.created;
	}

	private Connection connection() {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "rollback" -> {
						this.duringRollback.run();
						yield null;
					}
					case "close" -> {
						this.done.add("closed");
						this.duringClose.run();
						if (this.closeFails != null) {
							throw this.closeFails;
						}
						yield null;
					}
					case "isReadOnly" -> false;
					case "getAutoCommit" -> true;
					case "getNetworkTimeout" -> 0;
					default -> null;
				});
	}

}
