package io.github.connectionpool.internal.checkout;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * One only gets a connection: who borrowed it, or who takes it back.
 */
class CheckoutRevocationTests {

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Checkout checkout = lent(
			this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));

	@Test
	void isLentAtFirst() {
		assertThatCode(this.checkout::ensureLent).doesNotThrowAnyException();
		assertThat(this.checkout.isRevoked()).isFalse();
	}

	@Test
	void whatNobodyUsesIsTakenBackOnce() {
		assertThat(this.checkout.revokeUnlessUsed(this.checkout.uses(), "it was leaked")).isTrue();
		assertThat(this.checkout.isRevoked()).isTrue();
		assertThat(this.checkout.revokeUnlessUsed(this.checkout.uses(), "it was leaked")).isFalse();
		assertThat(this.checkout.revoke("it was evicted")).isFalse();
		assertThat(this.checkout.isRevoked()).isTrue();
	}

	@Test
	void whoStillUsesItLearnsWhenAndWhyAndWhereItWasBorrowed() {
		Instant before = Instant.now().minusMillis(1);
		this.checkout.revokeUnlessUsed(this.checkout.uses(), "it was leaked");
		assertThatThrownBy(this.checkout::ensureLent).isInstanceOfSatisfying(SQLException.class, (ex) -> {
			assertThat(ex.getSQLState()).isEqualTo("08003");
			String text = Objects.requireNonNull(ex.getMessage());
			assertThat(text).startsWith("Connection dataSource-1 was revoked by the connection pool monitor at ")
				.endsWith(": it was leaked. It was borrowed at " + this.checkout.callSiteText());
			assertThat(Instant.parse(text.substring(text.indexOf(" at ") + 4, text.indexOf(": it was leaked"))))
				.isBetween(before, Instant.now());
		});
	}

	@Test
	void whereItWasBorrowedMayNotBeKnown() {
		MonitoredPool blind = new MonitoredPool("blind", "com.example.ThePool", new TestPools.Numbers(),
				this.pool.callSites(), StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		Checkout borrowed = lent(blind.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
		borrowed.revoke("it was evicted");
		assertThatThrownBy(borrowed::ensureLent)
			.hasMessageEndingWith(": it was evicted. It was borrowed at a call site that is not known");
	}

	@Test
	void aCallInFlightIsAUse() {
		this.checkout.beginStatement("select 1");
		assertThat(this.checkout.revokeUnlessUsed(this.checkout.uses(), "it was leaked")).isFalse();
		assertThat(this.checkout.isRevoked()).isFalse();
		assertThatCode(this.checkout::ensureLent).doesNotThrowAnyException();
	}

	@Test
	void aCallThatIsOverButWasNotJudgedIsAUse() throws SQLException {
		this.checkout.checked(System.nanoTime());
		long judged = this.checkout.uses();
		this.checkout.ensureLent();
		assertThat(this.checkout.revokeUnlessUsed(judged, "it was leaked")).isFalse();
		assertThat(this.checkout.revokeUnlessUsed(this.checkout.uses(), "it was leaked")).isTrue();
	}

	@Test
	void aCallIsNotedFromTheFirstLookOn() throws SQLException {
		long uses = this.checkout.uses();
		this.checkout.ensureLent();
		assertThat(this.checkout.uses()).isEqualTo(uses);
		this.checkout.checked(System.nanoTime());
		this.checkout.ensureLent();
		assertThat(this.checkout.uses()).isNotEqualTo(uses);
		assertThat(this.checkout.activity()).as("it does not reach the database").isZero();
	}

	@Test
	void theFirstCallAfterALookIsNotedAndTheOthersCostOneRead() throws SQLException {
		this.checkout.checked(System.nanoTime());
		this.checkout.ensureLent();
		long uses = this.checkout.uses();
		this.checkout.ensureLent();
		assertThat(this.checkout.uses()).as("that there was one is known").isEqualTo(uses);
		this.checkout.checked(System.nanoTime());
		this.checkout.ensureLent();
		assertThat(this.checkout.uses()).isNotEqualTo(uses);
	}

	@Test
	void aCallAfterTheNumberOfUsesWasAskedForChangesIt() throws SQLException {
		this.checkout.checked(System.nanoTime());
		this.checkout.ensureLent();
		long uses = this.checkout.watchedUses();
		this.checkout.ensureLent();
		assertThat(this.checkout.uses()).isNotEqualTo(uses);
		assertThat(this.checkout.revokeUnlessUsed(uses, "it was leaked")).isFalse();
	}

	@Test
	void everyLookAtAConnectionInUseIsFollowedByANotedUse() throws Exception {
		FutureTask<Void> use = new FutureTask<>(() -> {
			while (!Thread.currentThread().isInterrupted()) {
				this.checkout.ensureLent();
			}
			return null;
		});
		Thread user = new Thread(use, "user");
		user.start();
		for (int look = 0; look < 50; look++) {
			this.checkout.checked(look);
			while (!this.checkout.unchanged(look + 1).isZero()) {
				assertThat(user.isAlive()).isTrue();
				LockSupport.parkNanos(1);
			}
		}
		user.interrupt();
		use.get(60, TimeUnit.SECONDS);
	}

	@Test
	void aCallThatHasEndedBeforeIsNone() {
		this.checkout.beginStatement("select 1");
		this.checkout.end();
		assertThat(this.checkout.revokeUnlessUsed(this.checkout.uses(), "it was leaked")).isTrue();
	}

	@Test
	void aCallInFlightDoesNotHinderAnEviction() {
		this.checkout.beginStatement("select 1");
		assertThat(this.checkout.revoke("it was evicted")).isTrue();
		assertThatThrownBy(this.checkout::ensureLent).hasMessageContaining("it was evicted");
	}

	@Test
	void whatWasNotTakenBackMayBeTakenBackLater() {
		this.checkout.beginStatement("select 1");
		assertThat(this.checkout.revokeUnlessUsed(this.checkout.uses(), "it was leaked")).isFalse();
		this.checkout.end();
		assertThat(this.checkout.revokeUnlessUsed(this.checkout.uses(), "it was leaked")).isTrue();
	}

	@Test
	void whatWasReturnedCannotBeTakenBack() {
		assertThat(this.checkout.beginReturn()).isTrue();
		assertThat(this.checkout.revokeUnlessUsed(this.checkout.uses(), "it was leaked")).isFalse();
		assertThat(this.checkout.revoke("it was evicted")).isFalse();
		assertThat(this.checkout.isRevoked()).isFalse();
		assertThatCode(this.checkout::ensureLent).doesNotThrowAnyException();
	}

	@Test
	void isReturnedOnce() {
		assertThat(this.checkout.beginReturn()).isTrue();
		assertThat(this.checkout.beginReturn()).isFalse();
	}

	@Test
	void aReturnThatMeetsWithAClaimComesAfterIt() throws Exception {
		FutureTask<Boolean> beginReturn = new FutureTask<>(this.checkout::beginReturn);
		Thread returner = new Thread(beginReturn, "returner");
		this.checkout.whileLent(() -> {
			returner.start();
			TestPools.await().until(() -> returner.getState() == Thread.State.TIMED_WAITING);
		});
		assertThat(beginReturn.get(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.checkout.revoke("it was evicted")).isFalse();
	}

	@Test
	void nothingIsDoneWhileLentOnceItIsReturned() {
		this.checkout.beginReturn();
		this.checkout.whileLent(() -> {
			throw new AssertionError("It is not lent any more");
		});
	}

	@Test
	void whatWasTakenBackCannotBeReturned() {
		this.checkout.revokeUnlessUsed(this.checkout.uses(), "it was leaked");
		assertThat(this.checkout.beginReturn()).isFalse();
		assertThat(this.checkout.isRevoked()).isTrue();
	}

	@Test
	void aCallThatBeginsDuringTheClaimIsAUseOrIsRefused() throws Exception {
		int used = 0;
		for (int round = 0; round < 300; round++) {
			Checkout borrowed = lent(this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
			CountDownLatch ready = new CountDownLatch(1);
			FutureTask<Boolean> claim = new FutureTask<>(() -> {
				ready.countDown();
				return borrowed.revokeUnlessUsed(borrowed.uses(), "it was leaked");
			});
			Thread thread = new Thread(claim);
			thread.start();
			ready.await();
			// it is in the claim then, or through
			TestPools.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING || claim.isDone());
			boolean lent = use(borrowed);
			assertThat(claim.get()).as("taken back in round %s", round).isEqualTo(!lent);
			used += lent ? 1 : 0;
		}
		assertThat(used).as("those that came in time").isPositive();
	}

	@Test
	void ofAReturnAndATakeBackAtOnceOneWins() throws Exception {
		for (int round = 0; round < 500; round++) {
			Checkout borrowed = lent(this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
			CountDownLatch ready = new CountDownLatch(1);
			boolean evicts = round % 2 == 0;
			FutureTask<Boolean> claim = new FutureTask<>(() -> {
				ready.countDown();
				return evicts ? borrowed.revoke("it was evicted")
						: borrowed.revokeUnlessUsed(borrowed.uses(), "it was leaked");
			});
			Thread thread = new Thread(claim);
			thread.start();
			ready.await();
			boolean returned = borrowed.beginReturn();
			assertThat(claim.get()).as("taken back in round %s", round).isEqualTo(!returned);
			assertThat(borrowed.isRevoked()).isEqualTo(!returned);
		}
	}

	@Test
	void ofTwoThatTakeItBackAtOnceOneWins() throws Exception {
		for (int round = 0; round < 300; round++) {
			Checkout borrowed = lent(this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
			CountDownLatch ready = new CountDownLatch(1);
			FutureTask<Boolean> claim = new FutureTask<>(() -> {
				ready.countDown();
				return borrowed.revokeUnlessUsed(borrowed.uses(), "it was leaked");
			});
			new Thread(claim).start();
			ready.await();
			boolean evicted = borrowed.revoke("it was evicted");
			assertThat(claim.get()).as("taken back in round %s", round).isEqualTo(!evicted);
			assertThat(borrowed.isRevoked()).isTrue();
		}
	}

	/** Of a connection that nothing is done with. */
	private static Checkout lent(Checkout checkout) {
		checkout.lends((Connection) Proxy.newProxyInstance(CheckoutRevocationTests.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> false), checkout);
		return checkout;
	}

	@Test
	void aCallThatDoesNotReachTheDatabaseDuringTheClaimIsAUseOrIsRefused() throws Exception {
		int used = 0;
		for (int round = 0; round < 100; round++) {
			Checkout borrowed = lent(this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
			borrowed.checked(System.nanoTime());
			CountDownLatch ready = new CountDownLatch(1);
			FutureTask<Boolean> claim = new FutureTask<>(() -> {
				ready.countDown();
				return borrowed.revokeUnlessUsed(borrowed.uses(), "it was leaked");
			});
			Thread thread = new Thread(claim);
			thread.start();
			ready.await();
			TestPools.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING || claim.isDone());
			boolean lent = true;
			try {
				borrowed.ensureLent();
			}
			catch (SQLException ex) {
				lent = false;
			}
			assertThat(claim.get()).as("taken back in round %s", round).isEqualTo(!lent);
			used += lent ? 1 : 0;
		}
		assertThat(used).as("those that came in time").isPositive();
	}

	private static boolean use(Checkout checkout) {
		checkout.beginCall();
		try {
			checkout.ensureLent();
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
		finally {
			checkout.end();
		}
	}

}
