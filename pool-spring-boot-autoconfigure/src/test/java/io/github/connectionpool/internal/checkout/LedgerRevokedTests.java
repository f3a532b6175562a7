package io.github.connectionpool.internal.checkout;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerRevokedTests {

	private static final Duration LATER = Duration.ofMinutes(1);

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	@Test
	void whatThePoolHasTakenBackIsForgottenAndAnOlderOneThatIsOutStays() {
		Checkout out = borrow(false);
		borrow(true);
		borrow(true);
		look(1, 1);
		assertThat(this.pool.ledger().oldestFirst()).containsExactly(out);
	}

	@Test
	void theOldestOfWhatIsMoreThanThePoolCanHaveLentAreForgotten() {
		borrow(false);
		Checkout second = borrow(false);
		Checkout third = borrow(false);
		look(2, 2);
		assertThat(this.pool.ledger().oldestFirst()).containsExactly(second, third);
	}

	@Test
	void whatRunsAStatementStays() {
		Checkout running = borrow(false);
		running.beginStatement("select pg_sleep(600)");
		Checkout quiet = borrow(false);
		look(1, 1);
		assertThat(this.pool.ledger().oldestFirst()).containsExactly(running, quiet);
	}

	@Test
	void whatIsForgottenMayBeReturnedToThePoolAllTheSame() {
		Checkout gone = borrow(true);
		look(0, 1);
		Checkout next = borrow(false);
		assertThat(gone.isDropped()).isTrue();
		assertThat(gone.beginReturn()).isTrue();
		this.pool.returned(gone);
		assertThat(this.pool.ledger().oldestFirst()).containsExactly(next);
		assertThat(this.pool.held().sinceStart().count()).isZero();
	}

	@Test
	void nothingIsForgottenWhileThePoolSaysThatAllAreOut() {
		borrow(true);
		look(1, 1);
		assertThat(this.pool.ledger().size()).isEqualTo(1);
	}

	private void look(int active, int max) {
		this.pool.checked(TestPools.counts(active, max), System.nanoTime() + LATER.toNanos());
	}

	private Checkout borrow(boolean closed) {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		checkout.lends((Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> closed), this);
		return checkout;
	}

}
