package io.github.connectionpool.internal.checkout;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Evidence.Owner;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class EvidenceTests {

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Checkout checkout = borrow();

	@Test
	void anOwnerIsWorkingUntilSomethingElseIsSeen() {
		assertThat(this.checkout.evidence().owner()).isEqualTo(Owner.WORKING);
		this.checkout.ownerSeen(Owner.WORKING, 1);
		assertThat(this.checkout.evidence().owner()).isEqualTo(Owner.WORKING);
	}

	@Test
	void whatSaysMoreReplacesTheStateAndNotTheTimeOfTheFirstDeparture() {
		long time = 0;
		for (Owner owner : new Owner[] { Owner.ELSEWHERE, Owner.IDLE, Owner.ENDED }) {
			this.checkout.ownerSeen(owner, ++time);
			this.checkout.ownerSeen(owner, ++time);
			assertThat(this.checkout.evidence().owner()).isEqualTo(owner);
			assertThat(this.checkout.evidence().sinceNanos()).isEqualTo(1);
		}
	}

	@Test
	void theFirstCertainEndStaysWithItsTime() {
		this.checkout.ownerSeen(Owner.ELSEWHERE, 1);
		assertThat(this.checkout.evidence().end()).isEqualTo(Owner.WORKING);
		this.checkout.ownerSeen(Owner.IDLE, 2);
		this.checkout.ownerSeen(Owner.ENDED, 3);
		assertThat(this.checkout.evidence().end()).isEqualTo(Owner.IDLE);
		assertThat(this.checkout.evidence().endNanos()).isEqualTo(2);
	}

	@Test
	void aThreadThatWasNotSeenIdleEndsWhenItIsSeenToHaveEnded() {
		this.checkout.ownerSeen(Owner.ENDED, 3);
		assertThat(this.checkout.evidence().end()).isEqualTo(Owner.ENDED);
		assertThat(this.checkout.evidence().endNanos()).isEqualTo(3);
	}

	@Test
	void aConclusionReplacesTheExpectedOneOnly() {
		Evidence.Conclusion first = new Evidence.Conclusion() {
		};
		Evidence.Conclusion second = new Evidence.Conclusion() {
		};
		assertThat(this.checkout.evidence().conclusion()).isNull();
		assertThat(this.checkout.conclude(null, first)).isTrue();
		assertThat(this.checkout.conclude(null, second)).isFalse();
		assertThat(this.checkout.evidence().conclusion()).isSameAs(first);
		assertThat(this.checkout.conclude(first, second)).isTrue();
		assertThat(borrow().evidence().conclusion()).isNull();
	}

	@Test
	void whatSaysLessIsNoNews() {
		this.checkout.ownerSeen(Owner.IDLE, 1);
		this.checkout.ownerSeen(Owner.WORKING, 2);
		this.checkout.ownerSeen(Owner.ELSEWHERE, 3);
		assertThat(this.checkout.evidence().owner()).isEqualTo(Owner.IDLE);
		assertThat(this.checkout.evidence().sinceNanos()).isEqualTo(1);
	}

	@Test
	void whatIsSeenOfOneIsNotSeenOfAnother() {
		this.checkout.ownerSeen(Owner.ENDED, 1);
		assertThat(borrow().evidence().owner()).isEqualTo(Owner.WORKING);
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

}
