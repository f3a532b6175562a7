package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.HandedOn;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class HandedOnTests {

	private static final long NOW = System.nanoTime();

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	@Test
	void aReturnByAnotherThreadTeachesTheCallSite() throws Exception {
		Checkout first = TestPools.onThread("worker", this::open);
		assertThat(this.pool.handedOn().isKnownFor(first, NOW)).isFalse();
		this.pool.returned(first);
		assertThat(this.pool.handedOn().isKnownFor(open(), NOW)).isTrue();
		assertThat(this.pool.handedOn().isKnownFor(openElsewhere(), NOW)).isFalse();
	}

	@Test
	void aReturnByItsOwnerTeachesNothing() {
		this.pool.returned(open());
		assertThat(this.pool.handedOn().isKnownFor(open(), NOW)).isFalse();
	}

	@Test
	void withoutAStackTheOriginIsLearned() throws Exception {
		MonitoredPool pool = new MonitoredPool("dataSource", "com.example.ThePool", new TestPools.Numbers(),
				new CallSites(List.of()), StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		CheckoutContext context = new CheckoutContext("com.shop.Orders.place", null, null, "1");
		Checkout first = TestPools.onThread("worker",
				() -> pool.borrowed(System.nanoTime(), Borrower.current(), context));
		pool.returned(first);
		CheckoutContext next = new CheckoutContext("com.shop.Orders.place", null, null, "2");
		assertThat(pool.handedOn().isKnownFor(pool.borrowed(NOW, Borrower.current(), next), NOW)).isTrue();
		assertThat(pool.handedOn().isKnownFor(pool.borrowed(NOW, Borrower.current(), CheckoutContext.NONE), NOW))
			.isFalse();
	}

	@Test
	void withoutAStackAndAnOriginNothingIsLearned() throws Exception {
		MonitoredPool pool = new MonitoredPool("dataSource", "com.example.ThePool", new TestPools.Numbers(),
				new CallSites(List.of()), StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		Checkout first = TestPools.onThread("worker",
				() -> pool.borrowed(NOW, Borrower.current(), CheckoutContext.NONE));
		pool.returned(first);
		assertThat(pool.handedOn().isKnownFor(first, NOW)).isFalse();
		pool.handedOn().add(first, NOW);
		assertThat(pool.handedOn().isKnownFor(pool.borrowed(NOW, Borrower.current(), CheckoutContext.NONE), NOW))
			.isFalse();
	}

	@Test
	void aCallSiteIsForgottenADayAfterTheLastReturn() throws Exception {
		long hour = Duration.ofHours(1).toNanos();
		HandedOn handedOn = this.pool.handedOn();
		this.pool.returned(TestPools.onThread("worker", this::open));
		handedOn.learn(NOW);
		assertThat(handedOn.isKnownFor(open(), NOW + 24 * hour)).isTrue();
		assertThat(handedOn.isKnownFor(open(), NOW + 25 * hour)).isFalse();
		this.pool.returned(TestPools.onThread("worker", this::open));
		handedOn.learn(NOW + 25 * hour);
		assertThat(handedOn.isKnownFor(open(), NOW + 49 * hour)).isTrue();
	}

	@Test
	void aReturnByItsOwnerIsLearnedOfItsCallSite() throws Exception {
		HandedOn handedOn = this.pool.handedOn();
		this.pool.returned(TestPools.onThread("worker", this::open));
		assertThat(handedOn.isReturnedByOwners(open(), NOW)).isFalse();
		this.pool.returned(open());
		assertThat(handedOn.isReturnedByOwners(open(), NOW)).isTrue();
		assertThat(handedOn.isReturnedByOwners(openElsewhere(), NOW)).isFalse();
	}

	@Test
	void oneOfManyReturnsByOwnersIsLearned() {
		for (int i = 0; i < 100; i++) {
			this.pool.returned(open());
		}
		assertThat(this.pool.handedOn().isReturnedByOwners(open(), NOW)).isTrue();
	}

	@Test
	void keepsNoReturnedCheckoutLongerThanToTheNextLook() throws Exception {
		this.pool.returned(TestPools.onThread("worker", this::open));
		this.pool.returned(open());
		this.pool.handedOn().learn(NOW);
		assertThat(this.pool.handedOn()).extracting("byOthers.noted", "byOwners.noted")
			.allSatisfy((noted) -> assertThat(noted.toString()).doesNotContain("dataSource-"));
	}

	private Checkout open() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private Checkout openElsewhere() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

}
