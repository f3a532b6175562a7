package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.Begun;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a verdict changes though nothing happens.
 */
class JudgeNextChangeTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);

	private final long start = Begun.at(this.checkout);

	@Test
	void whatIsYoungMayChangeWhenEvidenceIsGathered() {
		assertThat(at(SECOND / 2)).isEqualTo(3 * SECOND / 2);
		assertThat(at(2 * SECOND - 1)).isEqualTo(1);
	}

	@Test
	void whatIsInFlightDoesNotChange() {
		this.checkout.beginStatement("select 1");
		assertThat(at(SECOND)).isEqualTo(Long.MAX_VALUE);
		this.checkout.ownerSeen(Evidence.Owner.ENDED, this.start + 5 * SECOND);
		assertThat(at(5 * SECOND)).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void whatIsHeldDoesNotChangeSoon() {
		assertThat(at(2 * SECOND)).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void whatHasEndedChangesToSuspectAndThenToLeaked() {
		this.checkout.ownerSeen(Evidence.Owner.ENDED, this.start + 10 * SECOND);
		assertThat(at(10 * SECOND + 1)).isEqualTo(SECOND - 1);
		assertThat(at(11 * SECOND - 1)).isEqualTo(1);
		assertThat(at(11 * SECOND)).isEqualTo(9 * SECOND);
		assertThat(at(20 * SECOND - 1)).isEqualTo(1);
		assertThat(at(20 * SECOND)).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void aUseAfterTheEndBeginsAnew() {
		this.checkout.ownerSeen(Evidence.Owner.ENDED, this.start + 10 * SECOND);
		this.checkout.beginCall();
		this.checkout.end();
		this.checkout.checked(this.start + 15 * SECOND);
		assertThat(at(15 * SECOND)).isEqualTo(SECOND);
		assertThat(at(16 * SECOND)).isEqualTo(9 * SECOND);
	}

	@Test
	void theVerdictHasChangedThen() {
		this.checkout.ownerSeen(Evidence.Owner.ENDED, this.start + 10 * SECOND);
		long now = this.start;
		for (Verdict verdict : new Verdict[] { Verdict.ACTIVE, Verdict.HELD, Verdict.SUSPECT, Verdict.LEAKED }) {
			assertThat(this.judge.judge(this.checkout, now).verdict()).isEqualTo(verdict);
			long next = this.judge.nanosToChange(this.checkout, now);
			// the end comes at its own time
			now = (verdict == Verdict.ACTIVE) ? this.start + 10 * SECOND : now + Math.min(next, 100 * SECOND);
		}
	}

	private long at(long nanos) {
		return this.judge.nanosToChange(this.checkout, this.start + nanos);
	}

}
