package io.github.connectionpool.leak;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.checkout.Borrower;
import io.github.connectionpool.checkout.CallSites;
import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Context;
import io.github.connectionpool.checkout.Eviction;
import io.github.connectionpool.checkout.HandedOn;
import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.checkout.StackCapture;

import static org.assertj.core.api.Assertions.assertThat;

class HandedOnTests {

	private static final long NOW = System.nanoTime();

	private final Pool pool = TestPools.pool("dataSource", new TestPools.Numbers());

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
		Pool pool = new Pool("dataSource", "com.example.ThePool", new TestPools.Numbers(), new CallSites(List.of()),
				StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		Context context = new Context("com.shop.Orders.place", null, null, "1");
		Checkout first = TestPools.onThread("worker",
				() -> pool.borrowed(System.nanoTime(), Borrower.current(), context));
		pool.returned(first);
		Context next = new Context("com.shop.Orders.place", null, null, "2");
		assertThat(pool.handedOn().isKnownFor(pool.borrowed(NOW, Borrower.current(), next), NOW)).isTrue();
		assertThat(pool.handedOn().isKnownFor(pool.borrowed(NOW, Borrower.current(), Context.NONE), NOW)).isFalse();
	}

	@Test
	void withoutAStackAndAnOriginNothingIsLearned() throws Exception {
		Pool pool = new Pool("dataSource", "com.example.ThePool", new TestPools.Numbers(), new CallSites(List.of()),
				StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		Checkout first = TestPools.onThread("worker", () -> pool.borrowed(NOW, Borrower.current(), Context.NONE));
		pool.returned(first);
		assertThat(pool.handedOn().isKnownFor(first, NOW)).isFalse();
		pool.handedOn().add(first, NOW);
		assertThat(pool.handedOn().isKnownFor(pool.borrowed(NOW, Borrower.current(), Context.NONE), NOW)).isFalse();
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
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
	}

	private Checkout openElsewhere() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
	}

}
