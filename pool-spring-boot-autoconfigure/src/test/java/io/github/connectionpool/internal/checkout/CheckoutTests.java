package io.github.connectionpool.internal.checkout;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CheckoutTests {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final Checkout checkout = borrow();

	private final long start = System.nanoTime();

	@Test
	void isUnchangedSinceItsBorrow() {
		assertThat(this.checkout.unchanged(this.start + MINUTE)).isEqualTo(this.checkout.held(this.start + MINUTE))
			.isGreaterThanOrEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void aLookThatFindsNoActivityChangesNothing() {
		this.checkout.checked(this.start + MINUTE);
		assertThat(this.checkout.unchanged(this.start + 2 * MINUTE))
			.isEqualTo(this.checkout.held(this.start + 2 * MINUTE));
	}

	@Test
	void activityCountsFromTheLookThatNoticesIt() {
		use();
		assertThat(this.checkout.unchanged(this.start + MINUTE)).isZero();
		this.checkout.checked(this.start + 2 * MINUTE);
		assertThat(this.checkout.unchanged(this.start + 2 * MINUTE)).isZero();
		this.checkout.checked(this.start + 3 * MINUTE);
		assertThat(this.checkout.unchanged(this.start + 5 * MINUTE)).isEqualTo(Duration.ofMinutes(3));
	}

	@Test
	void activityBetweenTwoLooksBeginsAnew() {
		use();
		this.checkout.checked(this.start + MINUTE);
		use();
		assertThat(this.checkout.unchanged(this.start + 2 * MINUTE)).isZero();
		this.checkout.checked(this.start + 2 * MINUTE);
		assertThat(this.checkout.unchanged(this.start + 3 * MINUTE)).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void knowsSinceWhenACallIsInFlight() {
		this.checkout.beginStatement("select 1");
		this.checkout.checked(this.start + MINUTE);
		this.checkout.checked(this.start + 2 * MINUTE);
		assertThat(this.checkout.isInFlight()).isTrue();
		assertThat(this.checkout.unchanged(this.start + 3 * MINUTE)).isEqualTo(Duration.ofMinutes(2));
		this.checkout.end();
		assertThat(this.checkout.isInFlight()).isFalse();
	}

	@Test
	void theEndOfALongCallIsAUse() {
		this.checkout.beginStatement("select pg_sleep(600)");
		this.checkout.checked(this.start + MINUTE);
		this.checkout.end();
		assertThat(this.checkout.unchanged(this.start + 10 * MINUTE)).isZero();
		this.checkout.checked(this.start + 10 * MINUTE);
		assertThat(this.checkout.unchanged(this.start + 12 * MINUTE)).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void aCallThatIsOverAtOnceDoesNotEndTheOneInFlight() {
		this.checkout.beginStatement("select pg_sleep(600)");
		this.checkout.used();
		assertThat(this.checkout.isInFlight()).isTrue();
		assertThat(this.checkout.activity()).isEqualTo(2);
	}

	@Test
	void aModeThatIsSetAgainDoesNotEndTheTransaction() {
		this.checkout.autoCommitSet(false);
		this.checkout.beginStatement("insert");
		this.checkout.end();
		this.checkout.autoCommitSet(false);
		assertThat(this.checkout.isInTransaction()).isTrue();
		this.checkout.autoCommitSet(true);
		assertThat(this.checkout.isInTransaction()).isFalse();
	}

	@Test
	void isNotUnchangedForLessThanNothing() {
		assertThat(this.checkout.unchanged(this.start - MINUTE)).isZero();
	}

	@Test
	void everyCallCounts() {
		this.checkout.beginStatement("select 1");
		this.checkout.end();
		this.checkout.beginFetch();
		this.checkout.end();
		this.checkout.beginCommit();
		this.checkout.end();
		this.checkout.beginRollback();
		this.checkout.end();
		this.checkout.beginCall();
		assertThat(this.checkout.activity()).isEqualTo(5);
	}

	@Test
	void isHeldUpToNow() {
		assertThat(this.checkout.held(this.start + 2 * MINUTE).minus(this.checkout.held(this.start + MINUTE)))
			.isEqualTo(Duration.ofMinutes(1));
		assertThat(this.checkout.held(this.start - MINUTE)).isZero();
	}

	@Test
	void isHeldNoLongerThanUpToItsReturn() {
		this.pool.returned(this.checkout);
		assertThat(this.checkout.held(this.start + 2 * MINUTE)).isEqualTo(this.checkout.held(this.start + MINUTE));
	}

	@Test
	void aSecondReturnChangesNothing() {
		this.pool.returned(this.checkout);
		Duration held = this.checkout.held(System.nanoTime());
		this.pool.returned(this.checkout);
		assertThat(this.checkout.held(System.nanoTime())).isEqualTo(held);
		assertThat(this.pool.held().sinceStart().count()).isOne();
	}

	@Test
	void knowsWhenItWasBorrowed() {
		assertThat(this.checkout.acquiredAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
	}

	@Test
	void knowsHowLongTheBorrowerWaited() {
		assertThat(this.pool.borrowed(System.nanoTime() - MINUTE, Borrower.current(), CheckoutContext.NONE).waited())
			.isGreaterThanOrEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void knowsItsOwner() throws Exception {
		Checkout borrowed = TestPools.onThread("worker", this::borrow);
		assertThat(borrowed.ownerName()).isEqualTo("worker");
		assertThat(borrowed.owner().id()).isNotEqualTo(this.checkout.owner().id());
		assertThat(this.checkout.owner().thread()).isSameAs(Thread.currentThread());
	}

	@Test
	void isNamedAfterItsPool() {
		assertThat(this.checkout.id()).isEqualTo("dataSource-1");
		assertThat(borrow()).hasToString("dataSource-2");
	}

	@Test
	void showsTheStatementThatRanLast() {
		assertThat(this.checkout.sql()).isNull();
		this.checkout.beginStatement("select 1");
		assertThat(this.checkout.sql()).isEqualTo("select 1");
		this.checkout.beginFetch();
		assertThat(this.checkout.sql()).isEqualTo("select 1");
		this.checkout.end();
		assertThat(this.checkout.sql()).isEqualTo("select 1");
		this.checkout.beginStatement(null);
		assertThat(this.checkout.sql()).isNull();
	}

	@Test
	void showsACommitAndARollbackWhileTheyAreInFlight() {
		this.checkout.beginStatement("select 1");
		this.checkout.beginCommit();
		assertThat(this.checkout.sql()).isEqualTo("commit");
		this.checkout.beginRollback();
		assertThat(this.checkout.sql()).isEqualTo("rollback");
		this.checkout.end();
		assertThat(this.checkout.sql()).isEqualTo("select 1");
	}

	@Test
	void aStatementOpensATransactionUnlessItIsOneOfItsOwn() {
		use();
		assertThat(this.checkout.isInTransaction()).isFalse();
		this.checkout.autoCommitSet(false);
		assertThat(this.checkout.isInTransaction()).isFalse();
		use();
		assertThat(this.checkout.isInTransaction()).isTrue();
		this.checkout.transactionEnded();
		assertThat(this.checkout.isInTransaction()).isFalse();
		use();
		this.checkout.autoCommitSet(true);
		assertThat(this.checkout.isInTransaction()).isFalse();
	}

	@Test
	void beginsInTheModeInWhichThePoolLends() {
		this.numbers.autoCommit(false);
		Checkout borrowed = borrow();
		borrowed.beginStatement("select 1");
		assertThat(borrowed.isInTransaction()).isTrue();
	}

	@Test
	void knowsThatTheDriverWasUnwrapped() {
		assertThat(this.checkout.isDriverUnwrapped()).isFalse();
		this.checkout.driverUnwrapped();
		assertThat(this.checkout.isDriverUnwrapped()).isTrue();
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private void use() {
		this.checkout.beginStatement("select 1");
		this.checkout.end();
	}

}
