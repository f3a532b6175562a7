package io.github.connectionpool.internal.checkout;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class UnusedBorrowsTests {

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	@Test
	void aTransactionThatRunsNothingHasBorrowedForNothing() {
		this.pool.returned(borrow("com.shop.Orders.list"));
		assertThat(this.pool.unused().count()).isEqualTo(1);
		assertThat(this.pool.unused().transactions()).containsExactly("com.shop.Orders.list");
	}

	@Test
	void itsOwnBeginAndCommitAreNoUse() {
		Checkout checkout = borrow("com.shop.Orders.list");
		checkout.beginCall();
		checkout.end();
		checkout.beginCommit();
		checkout.end();
		this.pool.returned(checkout);
		assertThat(this.pool.unused().count()).isEqualTo(1);
	}

	@Test
	void aStatementIsAUse() {
		Checkout checkout = borrow("com.shop.Orders.list");
		checkout.beginStatement("select 1");
		checkout.end();
		this.pool.returned(checkout);
		assertThat(this.pool.unused().count()).isZero();
	}

	@Test
	void whatTheDriversObjectIsUsedForIsNotSeen() {
		Checkout checkout = borrow("com.shop.Orders.copy");
		checkout.driverUnwrapped();
		this.pool.returned(checkout);
		assertThat(this.pool.unused().count()).isZero();
	}

	@Test
	void outsideOfATransactionItWasBorrowedOnPurpose() {
		this.pool.returned(borrow(null));
		assertThat(this.pool.unused().count()).isZero();
	}

	@Test
	void onlyTheLastTransactionsAreRemembered() {
		for (int i = 1; i <= 20; i++) {
			this.pool.returned(borrow("t" + i));
		}
		assertThat(this.pool.unused().count()).isEqualTo(20);
		assertThat(this.pool.unused().transactions()).containsExactlyInAnyOrder("t13", "t14", "t15", "t16", "t17",
				"t18", "t19", "t20");
	}

	private Checkout borrow(@Nullable String transaction) {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(),
				new CheckoutContext(transaction, null, null, null));
	}

}
