package io.github.connectionpool.internal.context;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.WorkContext;
import io.github.connectionpool.spi.ContextContributor;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ContextContributorsTests {

	private static final WorkContext TENANT = WorkContext.of("tenant", "acme");

	private static final WorkContext MESSAGE = WorkContext.of("message", "orders");

	@Test
	void contributionsKeepTheOrderOfTheirContributors() {
		assertThat(contributors(() -> TENANT, () -> null, () -> MESSAGE).current()).containsExactly(TENANT, MESSAGE)
			.isUnmodifiable();
	}

	@Test
	void nothingContributedIsNoContext() {
		assertThat(contributors(() -> null).current()).isEmpty();
		SpringContextSource source = new SpringContextSource(List::of, () -> List.of(() -> null));
		source.afterSingletonsInstantiated();
		assertThat(source.current()).isSameAs(CheckoutContext.NONE);
	}

	@Test
	void contributionsArePartOfTheContext() {
		SpringContextSource source = new SpringContextSource(List::of, () -> List.of(() -> TENANT));
		assertThat(source.current()).isSameAs(CheckoutContext.NONE);
		source.afterSingletonsInstantiated();
		assertThat(source.current()).isEqualTo(new CheckoutContext(null, null, null, null, List.of(TENANT)));
	}

	@Test
	void aContributorThatFailsIsLoggedOnceAndTheOthersAreAsked(CapturedOutput output) {
		ContextContributors contributors = contributors(new Failing(new IllegalStateException("no tenant")),
				() -> MESSAGE);
		for (int i = 0; i < 10; i++) {
			assertThat(contributors.current()).containsExactly(MESSAGE);
		}
		assertThat(output).contains("The context contributor " + Failing.class.getName() + " threw an exception")
			.contains("no tenant");
		assertThat(StringUtils.countOccurrencesOf(output.toString(), Failing.class.getName() + " threw")).isEqualTo(1);
	}

	@Test
	void whateverAContributorThrowsTheBorrowGoesOn() {
		for (Throwable failure : List.of(new AssertionError(), new NoClassDefFoundError(), new StackOverflowError(),
				new java.sql.SQLException("undeclared"), new OutOfMemoryError())) {
			assertThat(contributors(new Failing(failure), () -> MESSAGE).current()).containsExactly(MESSAGE);
		}
	}

	@Test
	void aContributorThatFailsAlwaysIsNotCalledForEver(CapturedOutput output) {
		Failing failing = new Failing(new IllegalStateException());
		ContextContributors contributors = contributors(failing);
		for (int i = 0; i < 1_000; i++) {
			contributors.current();
		}
		assertThat(failing.calls).hasValue(ContextContributors.MAX_FAILURES);
		assertThat(output).contains("has failed 100 times in succession and is not called again");
	}

	@Test
	void aContributorThatFailsNowAndThenIsCalledForEver() {
		AtomicInteger calls = new AtomicInteger();
		ContextContributors contributors = contributors(() -> {
			if (calls.incrementAndGet() % 2 == 0) {
				throw new IllegalStateException();
			}
			return TENANT;
		});
		for (int i = 0; i < 1_000; i++) {
			contributors.current();
		}
		assertThat(calls).hasValue(1_000);
	}

	@Test
	void aContributorThatIsSlowIsNamed(CapturedOutput output) {
		ContextContributors contributors = contributors(new Slow());
		for (int i = 0; i < 2 * ContextContributors.SLOW_CALLS; i++) {
			assertThat(contributors.current()).containsExactly(TENANT);
		}
		assertThat(
				StringUtils.countOccurrencesOf(output.toString(), Slow.class.getName() + " has taken more than 1 ms"))
			.isEqualTo(1);
	}

	@Test
	void aContributorThatBorrowsIsNotCalledByItsOwnBorrow(CapturedOutput output) {
		List<ContextContributors> all = new ArrayList<>();
		ContextContributor borrowing = () -> {
			assertThat(all.get(0).current()).isEmpty();
			return TENANT;
		};
		all.add(contributors(borrowing));
		assertThat(all.get(0).current()).containsExactly(TENANT);
		assertThat(all.get(0).current()).containsExactly(TENANT);
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "borrows a connection")).isEqualTo(1);
	}

	@Test
	void contributorsThatCannotBeMadeLeaveTheRestOfTheContext(CapturedOutput output) {
		SpringContextSource source = new SpringContextSource(() -> List.of((parts) -> parts.task(() -> "Jobs.run")),
				() -> {
					throw new IllegalStateException("cannot be made");
				});
		source.afterSingletonsInstantiated();
		assertThat(source.current().task()).isEqualTo("Jobs.run");
		assertThat(output).contains("The beans of type " + ContextContributor.class.getName() + " could not be made");
	}

	private static ContextContributors contributors(ContextContributor... contributors) {
		return new ContextContributors(List.of(contributors));
	}

	/** Throws at each call. */
	private static final class Failing implements ContextContributor {

		private final Throwable failure;

		private final AtomicInteger calls = new AtomicInteger();

		Failing(Throwable failure) {
			this.failure = failure;
		}

		@Override
		public WorkContext current() {
			this.calls.incrementAndGet();
			Failing.<RuntimeException>fail(this.failure);
			return TENANT;
		}

		@SuppressWarnings("unchecked") // erased: the exception is thrown as it is
		private static <E extends Throwable> void fail(Throwable failure) throws E {
			throw (E) failure;
		}

	}

	/** Waits at each call. */
	private static final class Slow implements ContextContributor {

		@Override
		public WorkContext current() {
			long begin = System.nanoTime();
			while (System.nanoTime() - begin < 2_000_000) {
				LockSupport.parkNanos(100_000);
			}
			return TENANT;
		}

	}

}
