package io.github.connectionpool.leak;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.checkout.Borrower;
import io.github.connectionpool.checkout.CallSites;
import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Context;
import io.github.connectionpool.checkout.Eviction;
import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.checkout.StackCapture;

import static org.assertj.core.api.Assertions.assertThat;

class HandedOnTests {

	private final Pool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	@Test
	void aReturnByAnotherThreadTeachesTheCallSite() throws Exception {
		Checkout first = TestPools.onThread("worker", this::open);
		assertThat(this.pool.handedOn().isKnownFor(first)).isFalse();
		this.pool.returned(first);
		assertThat(this.pool.handedOn().isKnownFor(open())).isTrue();
		assertThat(this.pool.handedOn().isKnownFor(openElsewhere())).isFalse();
	}

	@Test
	void aReturnByItsOwnerTeachesNothing() {
		this.pool.returned(open());
		assertThat(this.pool.handedOn().isKnownFor(open())).isFalse();
	}

	@Test
	void withoutAStackTheOriginIsLearned() throws Exception {
		Pool pool = new Pool("dataSource", "com.example.ThePool", new TestPools.Numbers(), new CallSites(List.of()),
				StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		Context context = new Context("com.shop.Orders.place", null, null, "1");
		Checkout first = TestPools.onThread("worker",
				() -> pool.borrowed(System.nanoTime(), Borrower.current(), context));
		pool.returned(first);
		Context next = new Context("com.shop.Orders.place", null, null, "2");
		assertThat(pool.handedOn().isKnownFor(pool.borrowed(System.nanoTime(), Borrower.current(), next))).isTrue();
		assertThat(pool.handedOn().isKnownFor(pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE)))
			.isFalse();
	}

	@Test
	void keepsNoReturnedCheckoutLongerThanToTheNextLook() throws Exception {
		this.pool.returned(TestPools.onThread("worker", this::open));
		this.pool.handedOn().learn();
		assertThat(this.pool.handedOn()).extracting("noted").asString().doesNotContain("dataSource-");
	}

	private Checkout open() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
	}

	private Checkout openElsewhere() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
	}

}
