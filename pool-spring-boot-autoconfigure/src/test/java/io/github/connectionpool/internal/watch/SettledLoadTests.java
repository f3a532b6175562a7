package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.load.LoadReport;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class SettledLoadTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final PoolHistory history = TestPools.monitor(new PoolRegistry()).history(this.pool);

	private long now;

	@Test
	void twoMinutesAreObservedFirst() {
		borrow("/orders");
		seconds(119, 0);
		assertThat(this.history.settledLoad()).isNull();
		seconds(2, 0);
		assertThat(settled().total().connections()).isEqualTo(1);
	}

	@Test
	void aLeakThatIsPartOfItMakesItUnknown() {
		borrow("/orders");
		seconds(180, 0);
		seconds(1, 1);
		assertThat(this.history.settledLoad()).isNull();
		seconds(330, 0);
		assertThat(this.history.settledLoad()).as("it is over, and still in the average").isNull();
		seconds(120, 0);
		assertThat(settled().origins()).hasSize(1);
	}

	@Test
	void connectionsHeldForLongOnPurposeHaveNoPartInIt() {
		borrow("/orders");
		borrow("/leader").heldFor("the leader's lock");
		Checkout events = borrow("/events");
		events.statementSeen("listen news", false);
		seconds(122, 0);
		LoadReport all = Objects.requireNonNull(this.history.load().ofMinutes());
		assertThat(all.origins()).extracting((origin) -> origin.kind() + " " + origin.name())
			.containsExactlyInAnyOrder("request GET /orders", "long-lived GET /leader", "long-lived GET /events");
		assertThat(settled().origins()).extracting(LoadReport.OriginLoad::name).containsExactly("GET /orders");
	}

	@Test
	void aLoadIsToldByTheHoldsThatEndedIfMostOfItHasComeBack() {
		borrow("/orders");
		borrow("/carts");
		borrow("/batch");
		seconds(122, 0);
		assertThat(settled().isToldBy(3)).isTrue();
		assertThat(settled().isToldBy(2)).isTrue();
		assertThat(settled().isToldBy(1.9)).isFalse();
	}

	private LoadReport settled() {
		return Objects.requireNonNull(this.history.settledLoad());
	}

	private void seconds(int count, int leaked) {
		for (int i = 0; i < count; i++) {
			this.history.minutes().checked(TestPools.counts(1, 10), leaked, 0, 0, this.now);
			this.history.load().sample(this.pool, this.now);
			this.now += SECOND;
		}
	}

	private Checkout borrow(String path) {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(),
				new CheckoutContext(null, new CheckoutContext.Request("GET", path), null, null));
	}

}
