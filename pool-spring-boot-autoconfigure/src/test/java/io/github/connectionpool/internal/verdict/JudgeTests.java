package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class JudgeTests {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);

	private final long start = System.nanoTime();

	@Test
	void whatIsYoungIsActive() {
		assertThat(this.judge.judge(this.checkout, this.start)).isEqualTo(new Judgement(Verdict.ACTIVE, null));
	}

	@Test
	void whatNobodyUsesIsSuspectFromTheThresholdOn() {
		use();
		this.checkout.checked(this.start + MINUTE);
		assertThat(this.judge.judge(this.checkout, this.start + 6 * MINUTE - 1).verdict()).isEqualTo(Verdict.HELD);
		assertThat(this.judge.judge(this.checkout, this.start + 6 * MINUTE))
			.isEqualTo(new Judgement(Verdict.SUSPECT, Reason.NO_ACTIVITY));
	}

	@Test
	void whatWasNeverUsedIsSuspectFromTheThresholdOn() {
		assertThat(this.judge.judge(this.checkout, this.start + 5 * MINUTE).verdict()).isEqualTo(Verdict.SUSPECT);
	}

	@Test
	void useClears() {
		assertThat(this.judge.judge(this.checkout, this.start + 10 * MINUTE).verdict()).isEqualTo(Verdict.SUSPECT);
		use();
		assertThat(this.judge.judge(this.checkout, this.start + 10 * MINUTE).verdict()).isEqualTo(Verdict.ACTIVE);
		this.checkout.checked(this.start + 10 * MINUTE);
		assertThat(this.judge.judge(this.checkout, this.start + 14 * MINUTE).verdict()).isEqualTo(Verdict.HELD);
	}

	@Test
	void useNowAndThenClearsHoweverOldTheCheckoutIs() {
		for (int minute = 4; minute < 600; minute += 4) {
			use();
			assertThat(this.judge.judge(this.checkout, this.start + minute * MINUTE).verdict())
				.isEqualTo(Verdict.ACTIVE);
			this.checkout.checked(this.start + minute * MINUTE);
		}
	}

	@Test
	void aStatementInFlightBeatsAge() {
		this.checkout.beginStatement("select pg_sleep(86400)");
		this.checkout.checked(this.start + MINUTE);
		for (int minute = 1; minute < 600; minute += 10) {
			assertThat(this.judge.judge(this.checkout, this.start + minute * MINUTE))
				.isEqualTo(new Judgement(Verdict.EXECUTING, null));
		}
	}

	@Test
	void aLongReadIsNoLeak() {
		for (int minute = 1; minute < 600; minute++) {
			this.checkout.beginFetch();
			this.checkout.end();
			this.checkout.checked(this.start + minute * MINUTE);
			assertThat(this.judge.judge(this.checkout, this.start + minute * MINUTE).verdict())
				.isEqualTo(Verdict.ACTIVE);
		}
	}

	@Test
	void ageIsNeverTheReasonOfALeak() {
		assertThat(this.judge.judge(this.checkout, this.start + 1_000_000 * MINUTE).verdict())
			.isEqualTo(Verdict.SUSPECT);
		assertThat(Reason.values()).filteredOn(Reason::isOfLeak)
			.containsExactly(Reason.UNREACHABLE, Reason.OWNER_ENDED, Reason.WORK_ENDED);
	}

	private void use() {
		this.checkout.beginStatement("select 1");
		this.checkout.end();
	}

}
