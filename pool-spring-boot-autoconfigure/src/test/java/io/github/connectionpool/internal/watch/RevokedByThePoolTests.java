package io.github.connectionpool.internal.watch;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A leaked connection that the pool takes back by itself, as some do with what they take
 * for abandoned: the application has neither used nor returned it.
 */
class RevokedByThePoolTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final TestPools.Numbers numbers = new TestPools.Numbers().counts(TestPools.counts(1, 1));

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final Told told = new Told();

	private final PoolWatch watch = this.told.watch(this.pool, this.judge);

	@Test
	void isNoReturn() {
		long now = System.nanoTime();
		Checkout leaked = this.pool.borrowed(now, Borrower.current(), CheckoutContext.NONE);
		leaked.ownerSeen(Evidence.Owner.ENDED, now);
		this.watch.check(now + 20 * SECOND);
		assertThat(this.told.lines).contains("leaked dataSource-1 OWNER_ENDED");
		Checkout next = this.pool.borrowed(now, Borrower.current(), CheckoutContext.NONE);
		this.watch.check(now + 21 * SECOND);
		this.watch.check(now + 22 * SECOND);
		assertThat(this.pool.ledger().oldestFirst()).containsExactly(next);
		assertThat(this.told.lines).doesNotContain("returned dataSource-1");
		assertThat(this.watch.history().tally().cleared()).isZero();
		assertThat(this.judge.cleared().longestPause(leaked, System.nanoTime())).isNull();
	}

}
