package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.Begun;
import io.github.connectionpool.Lost;
import io.github.connectionpool.NoConnection;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verdicts on what a real garbage collector has found to be lost.
 */
class JudgeUnreachableTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);

	private final long start = Begun.at(this.checkout);

	@Test
	void whatIsLostIsLeaked() {
		Lost.handleOf(this.checkout);
		assertThat(at(2 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.UNREACHABLE));
	}

	@Test
	void aUseJustBeforeItWasLostDoesNotMatter() {
		Lost.handleOf(this.checkout);
		use();
		assertThat(at(3 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.UNREACHABLE));
	}

	@Test
	void aProofNeedsNoAge() {
		Lost.handleOf(this.checkout);
		assertThat(at(0)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.UNREACHABLE));
	}

	@Test
	void aCallInFlightBeatsIt() {
		Lost.handleOf(this.checkout);
		this.checkout.beginStatement("select 1");
		assertThat(at(1000 * SECOND)).isEqualTo(Judgement.EXECUTING);
	}

	@Test
	void beatsTheEndOfTheWork() {
		Lost.handleOf(this.checkout);
		this.checkout.ownerSeen(Evidence.Owner.ENDED, this.start);
		assertThat(at(1000 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.UNREACHABLE));
	}

	@Test
	void beatsTheWait() {
		Lost.handleOf(this.checkout);
		this.checkout.owner().beginWait(this.pool, this.start);
		assertThat(at(1000 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.UNREACHABLE));
	}

	@Test
	void aDriverThatWasUnwrappedMayBeHeldStill() {
		Lost.handleOf(this.checkout);
		this.checkout.driverUnwrapped();
		assertThat(at(1000 * SECOND)).isEqualTo(new Judgement(Verdict.SUSPECT, Reason.UNREACHABLE));
	}

	@Test
	void whatWasHeldOnPurposeIsLeakedWhenItIsLost() {
		this.checkout.heldFor("listens for notifications");
		Lost.handleOf(this.checkout);
		assertThat(at(2 * SECOND)).isEqualTo(new Judgement(Verdict.LEAKED, Reason.UNREACHABLE));
	}

	@Test
	void whatIsKeptIsNotLeaked() {
		Object handle = new Object();
		this.checkout.lends(NoConnection.INSTANCE, handle);
		Lost.handleOf(this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
		assertThat(at(2 * SECOND)).isEqualTo(Judgement.HELD);
		assertThat(handle).as("kept up to here").isNotNull();
	}

	private Judgement at(long nanos) {
		return this.judge.judge(this.checkout, this.start + nanos);
	}

	private void use() {
		this.checkout.beginStatement("select 1");
		this.checkout.end();
	}

}
