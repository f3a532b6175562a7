package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.worker.OwnerReports;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;

import static org.assertj.core.api.Assertions.assertThat;

class ExplanationTests {

	private static final String IDLE = " A transaction has been open and idle for ";

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);

	/** When the last look was taken that noticed activity. */
	private final long seen = System.nanoTime();

	/** The longest that is known of the call site. */
	private @Nullable Duration pause;

	@Test
	void activeJustNow() {
		use();
		assertThat(explain(Judgement.ACTIVE, after(Duration.ofSeconds(2)))).isEqualTo("In normal use.");
	}

	@Test
	void activeAndUsedSinceTheLastLook() {
		this.checkout.beginStatement("select 1");
		this.checkout.end();
		assertThat(explain(Judgement.ACTIVE, after(Duration.ofMinutes(1)))).isEqualTo("In normal use.");
	}

	@Test
	void heldAndNeverUsed() {
		long now = after(Duration.ofMinutes(1));
		assertThat(explain(Judgement.HELD, now))
			.startsWith(
					"Borrowed " + DurationText.of(this.checkout.held(now)) + " ago and not used yet, while its thread ")
			.endsWith("; suspected of a leak when that reaches 5 min.");
	}

	@Test
	void heldAndNotUsedForSomeTime() {
		use();
		assertThat(explain(Judgement.HELD, after(Duration.ofSeconds(3))))
			.startsWith("Not used for 3 s, while its thread runs at io.github.connectionpool.")
			.endsWith("; suspected of a leak when that reaches 5 min.");
	}

	@Test
	void executing() {
		this.checkout.beginStatement("select 1");
		this.checkout.checked(this.seen);
		assertThat(explain(Judgement.EXECUTING, after(Duration.ofSeconds(150))))
			.isEqualTo("The database has been working on a call for at least 2 min 30 s; not a leak.");
	}

	@Test
	void suspect() {
		use();
		assertThat(explain(Judgement.NO_ACTIVITY, after(Duration.ofMinutes(5))))
			.isEqualTo("This connection has not been used for 5 min, and no statement is in flight:"
					+ " probably it was never given back; look at the call site.");
	}

	@Test
	void anOpenTransactionIsIdleWhileItsConnectionIsHeld() {
		this.checkout.autoCommitSet(false);
		use();
		assertThat(explain(Judgement.ACTIVE, after(Duration.ofSeconds(1)))).doesNotContain(IDLE);
		assertThat(explain(Judgement.HELD, after(Duration.ofSeconds(3))))
			.endsWith("5 min." + IDLE + "3 s and keeps its locks.");
		assertThat(explain(Judgement.NO_ACTIVITY, after(Duration.ofMinutes(5))))
			.endsWith("call site." + IDLE + "5 min and keeps its locks.");
	}

	@Test
	void anOpenTransactionIsNotIdleWhileACallIsInFlight() {
		this.checkout.autoCommitSet(false);
		this.checkout.beginStatement("select 1");
		this.checkout.checked(this.seen);
		assertThat(explain(Judgement.EXECUTING, after(Duration.ofMinutes(5)))).doesNotContain(IDLE);
	}

	@Test
	void aTransactionThatHasEndedIsNotOpen() {
		this.checkout.autoCommitSet(false);
		use();
		this.checkout.transactionEnded();
		assertThat(explain(Judgement.ACTIVE, after(Duration.ofMinutes(1)))).doesNotContain(IDLE);
	}

	@Test
	void nested() {
		use();
		long now = after(Duration.ofSeconds(1));
		assertThat(explain(Judgement.ACTIVE, 1, now)).isEqualTo("In normal use.");
		assertThat(explain(Judgement.ACTIVE, 2, now))
			.isEqualTo("In normal use. Its thread holds 1 older connection of this pool as well.");
		assertThat(explain(Judgement.ACTIVE, 3, now))
			.isEqualTo("In normal use. Its thread holds 2 older connections of this pool as well.");
	}

	@Test
	void aLeakThatIsNotProvenSaysWhatToDoIfItWasHandedOn() {
		use();
		this.checkout.ownerSeen(Evidence.Owner.ENDED, this.seen);
		assertThat(explain(Judgement.leaked(Reason.OWNER_ENDED), after(Duration.ofSeconds(15))))
			.isEqualTo("Leaked: the thread that borrowed it ended 15 s ago and it has not been used for 15 s."
					+ " Close it where it was borrowed, in a try-with-resources."
					+ " If it was handed on and is to be used or closed later, mark it with LongLivedConnections.");
		assertThat(explain(Judgement.UNREACHABLE, after(Duration.ofSeconds(15))))
			.doesNotContain("LongLivedConnections");
	}

	@Test
	void aLeakWhereOthersAreHandedOnSaysHowLongThoseHaveLain() {
		use();
		this.pause = Duration.ofSeconds(4);
		this.checkout.ownerSeen(Evidence.Owner.IDLE, this.seen);
		assertThat(explain(Judgement.leaked(Reason.WORK_ENDED), after(Duration.ofSeconds(15)))).contains(
				" Connections borrowed here have been seen to lie for 4 s; this one has for 15 s. Close it where");
		assertThat(explain(Judgement.suspect(Reason.WORK_ENDED), after(Duration.ofSeconds(15))))
			.contains(" this one has for 15 s. Probably it was never given back.")
			.endsWith("It will be reported as leaked after 12 s without use.");
	}

	@Test
	void oneThatIsStillWatchedWithPatienceSaysForHowLong() {
		use();
		this.pause = Duration.ofSeconds(20);
		this.checkout.ownerSeen(Evidence.Owner.ENDED, this.seen);
		assertThat(explain(Judgement.HELD, after(Duration.ofSeconds(15))))
			.endsWith(". Connections borrowed here have been seen to lie for 20 s;"
					+ " reported when this one has for 1 min.");
	}

	@Test
	void aSuspicionThatRestsOnAnEndSaysWhenItCountsAsALeak() {
		use();
		this.checkout.ownerSeen(Evidence.Owner.ENDED, this.seen);
		assertThat(explain(Judgement.suspect(Reason.OWNER_ENDED), after(Duration.ofSeconds(3))))
			.isEqualTo("The thread that borrowed it ended 3 s ago and it has not been used since."
					+ " Probably it was never given back. It will be reported as leaked after 10 s without use.");
	}

	@Test
	void aThreadThatWaitsMayHaveHandedItsConnectionOnUnlessOwnersGiveBackWhatIsBorrowedThere() throws Exception {
		WorkUnit.run("a request", () -> {
			Checkout held = borrow();
			Borrower.current().beginWait(this.pool, this.seen);
			assertThat(waiting(held)).endsWith("needs both at once unless it has handed this one on.");
			this.pool.returned(borrow());
			assertThat(waiting(held)).endsWith(". The work that borrowed this one needs both at once.");
			this.pool.handedOn().add(held, System.nanoTime());
			assertThat(waiting(held)).endsWith("another thread may give it back.");
			Borrower.current().endWait();
		});
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private String waiting(Checkout held) {
		return explain(held, Judgement.WAITING, 1, System.nanoTime());
	}

	@Test
	void unwrapped() {
		use();
		this.checkout.driverUnwrapped();
		assertThat(explain(Judgement.NO_ACTIVITY, after(Duration.ofMinutes(5))))
			.endsWith(" The driver's own object was unwrapped, so it may be in use unseen.");
	}

	@Test
	void everythingAtOnce() {
		this.checkout.autoCommitSet(false);
		use();
		this.checkout.driverUnwrapped();
		assertThat(explain(Judgement.NO_ACTIVITY, 2, after(Duration.ofHours(2))))
			.isEqualTo("This connection has not been used for 2 h, and no statement is in flight:"
					+ " probably it was never given back; look at the call site."
					+ " A transaction has been open and idle for 2 h and keeps its locks."
					+ " Its thread holds 1 older connection of this pool as well."
					+ " The driver's own object was unwrapped, so it may be in use unseen.");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 s", "999, 999 ms", "1000, 1 s", "59499, 59 s", "59999, 1 min", "60000, 1 min",
			"3599499, 59 min 59 s", "3600000, 1 h", "90061000, 1 d 1 h" })
	void durationsAreShort(long millis, String text) {
		assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(text);
	}

	private void use() {
		this.checkout.beginStatement("select 1");
		this.checkout.end();
		this.checkout.checked(this.seen);
	}

	private long after(Duration duration) {
		return this.seen + duration.toNanos();
	}

	private String explain(Judgement judgement, long now) {
		return explain(judgement, 1, now);
	}

	private String explain(Judgement judgement, int depth, long now) {
		return explain(this.checkout, judgement, depth, now);
	}

	private String explain(Checkout checkout, Judgement judgement, int depth, long now) {
		CheckoutSample sample = lainFor(
				CheckoutSample.of(checkout, depth, LeakTimes.DEFAULTS, new ClearedCallSites(), now));
		return new Explanation(new JudgedCheckout(sample, judgement), OwnerReports.of(checkout, System.nanoTime()),
				LeakTimes.DEFAULTS)
			.text();
	}

	/** The same, where others of the call site have lain for the pause. */
	private CheckoutSample lainFor(CheckoutSample sample) {
		return new CheckoutSample(sample.checkout(), sample.depth(), sample.nanos(), sample.uses(),
				sample.unreachable(), sample.inFlight(), sample.inDriver(), sample.inTransaction(), sample.unwrapped(),
				sample.driverUsed(), sample.onPurpose(), sample.listening(), sample.held(), sample.unchanged(),
				sample.waiting(), sample.end(), sample.lostSince(),
				new Patience(LeakTimes.DEFAULTS.quiet(), this.pause), sample.standing());
	}

}
