package io.github.connectionpool.internal.reclaim;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
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
 * A driver whose rollback never returns, for it minds no network timeout.
 */
class StuckRollbackTests {

	private static final String THREAD = "stuck-rollback-tests";

	private static final long LATER = TimeUnit.MINUTES.toNanos(1);

	private final CountDownLatch never = new CountDownLatch(1);

	private final List<Connection> evicted = new CopyOnWriteArrayList<>();

	private final List<Connection> closed = new CopyOnWriteArrayList<>();

	private final AtomicInteger tried = new AtomicInteger();

	private final List<Checkout> lent = new ArrayList<>();

	private final OnDemandExecutor helper = new OnDemandExecutor(THREAD);

	private final Reclaimer one = new Reclaimer(ReclaimPolicy.LEAKED, this.helper);

	private final Reclaimer other = new Reclaimer(ReclaimPolicy.LEAKED, this.helper);

	private final List<@Nullable Throwable> outcomes = new ArrayList<>();

	private final MonitoredPool pool = new MonitoredPool("dataSource", "com.example.ThePool", new TestPools.Numbers(),
			new CallSites(List.of()), StackCapture.NEVER, TestPools.THRESHOLDS, this.evicted::add);

	@AfterEach
	void returnAtLast() {
		this.never.countDown();
		this.helper.close();
	}

	@Test
	void keepsNoOtherPoolFromReclaiming() {
		reclaim(this.one, connection(true));
		Connection clean = connection(false);
		reclaim(this.other, clean);
		awaitThreads(1);
		this.one.evictOverdue(System.nanoTime());
		assertThat(this.evicted).isEmpty();
		this.one.evictOverdue(System.nanoTime() + LATER);
		TestPools.await().until(() -> this.closed.contains(clean));
	}

	@Test
	void isToldAndItsConnectionIsThrownAwayOnce() {
		Connection stuck = connection(true);
		reclaim(this.one, stuck);
		awaitThreads(1);
		this.one.evictOverdue(System.nanoTime() + LATER);
		TestPools.await().until(() -> this.evicted.contains(stuck));
		assertThat(this.pool.ledger().size()).isZero();
		drain();
		assertThat(this.outcomes).singleElement()
			.satisfies((failure) -> assertThat(failure).hasMessageContaining("The rollback has not returned for 20 s"));
		this.never.countDown();
		TestPools.await().until(() -> this.tried.get() == 1);
		this.one.evictOverdue(System.nanoTime() + LATER);
		drain();
		assertThat(this.outcomes).hasSize(1);
		assertThat(this.closed).isEmpty();
		assertThat(this.evicted).containsExactly(stuck);
	}

	@Test
	void threadsThatAreStuckAreBounded() {
		for (int i = 1; i <= 3 * OnDemandExecutor.MOST_STUCK; i++) {
			reclaim(this.one, connection(true));
			awaitThreads(Math.min(i, OnDemandExecutor.MOST_STUCK + 1));
			this.one.evictOverdue(System.nanoTime() + LATER);
		}
		assertThat(threads()).isEqualTo(OnDemandExecutor.MOST_STUCK + 1);
		drain();
		assertThat(this.outcomes.get(this.outcomes.size() - 1)).hasMessageContaining("nothing is reclaimed until");
		this.never.countDown();
		Connection clean = connection(false);
		reclaim(this.other, clean);
		TestPools.await().until(() -> this.closed.contains(clean));
	}

	private void drain() {
		this.one.drain((report, failure) -> this.outcomes.add(failure));
	}

	/** How many rollbacks are stuck. */
	private void awaitThreads(int count) {
		TestPools.await()
			.until(() -> Thread.getAllStackTraces()
				.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().getName().equals(THREAD))
				.filter((entry) -> List.of(entry.getValue())
					.stream()
					.anyMatch((frame) -> frame.getMethodName().equals("await")))
				.count() >= count);
	}

	private static long threads() {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(THREAD)).count();
	}

	private void reclaim(Reclaimer reclaimer, Connection connection) {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		checkout.lends(connection, this);
		this.lent.add(checkout);
		Judgement leaked = Judgement.leaked(Reason.WORK_ENDED);
		CheckoutReport report = new Reporter(TestPools.judge(Duration.ofMinutes(5))).report(checkout, leaked,
				System.nanoTime());
		reclaimer.reclaim(checkout, checkout.activity(), report, this.tried::incrementAndGet);
	}

	private Connection connection(boolean stuck) {
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "rollback" -> {
						if (stuck) {
							awaitReturn();
						}
						yield null;
					}
					case "close" -> {
						this.closed.add((Connection) proxy);
						yield null;
					}
					case "isReadOnly" -> false;
					case "getAutoCommit" -> true;
					case "getNetworkTimeout" -> 0;
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					default -> null;
				});
	}

	private void awaitReturn() {
		boolean returned = false;
		while (!returned) {
			try {
				this.never.await();
				returned = true;
			}
			catch (InterruptedException ex) {
				// whatever is done to it
			}
		}
	}

}
