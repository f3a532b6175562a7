package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.connectionpool.Loans;
import io.github.connectionpool.internal.checkout.WorkUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FailingTransactionWorkTests {

	private final ApplicationContextRunner contextRunner = Transactions.contextRunner();

	private final Failing failing = new Failing();

	@BeforeEach
	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(WorkUnit.current()).isNull();
	}

	@Test
	void aTransactionThatIsRolledBackEnds() {
		Transactions.run((manager, loans) -> {
			assertThatIllegalStateException()
				.isThrownBy(() -> Transactions.named(manager, "place").executeWithoutResult((status) -> {
					loans.take("taken");
					throw new IllegalStateException("roll back");
				}));
			assertThat(loans.work("taken").hasEnded()).isTrue();
		});
	}

	@Test
	void aTransactionThatUnexpectedlyRollsBackEnds() {
		Transactions.run((manager, loans) -> {
			assertThatExceptionOfType(UnexpectedRollbackException.class)
				.isThrownBy(() -> Transactions.named(manager, "outer").executeWithoutResult((status) -> {
					loans.take("taken");
					Transactions.named(manager, "inner").executeWithoutResult((inner) -> inner.setRollbackOnly());
				}));
			assertThat(loans.work("taken").hasEnded()).isTrue();
		});
	}

	@Test
	void aTransactionThatCannotBeCommittedEnds() {
		this.contextRunner.withUserConfiguration(Stubborn.class).run((context) -> {
			Loans loans = context.getBean(Loans.class);
			assertThatExceptionOfType(TransactionSystemException.class)
				.isThrownBy(() -> Transactions.named(context.getBean(PlatformTransactionManager.class), "place")
					.executeWithoutResult((status) -> loans.take("taken")));
			assertThat(loans.work("taken").hasEnded()).isTrue();
			loans.giveBack();
		});
	}

	@Test
	void aTransactionThatCannotBeginIsNoUnit() {
		this.contextRunner.withUserConfiguration(Stubborn.class).run((context) -> {
			context.getBean(Stubborn.StubbornManager.class).failsToBegin = true;
			assertThatExceptionOfType(CannotCreateTransactionException.class)
				.isThrownBy(() -> Transactions.named(context.getBean(PlatformTransactionManager.class), "place")
					.executeWithoutResult((status) -> {
					}));
		});
	}

	/** As when the pool is exhausted by then. */
	@Test
	void aTransactionEndsWhenASynchronizationThrowsATransactionExceptionBeforeTheCommit() {
		Transactions.run((manager, loans) -> {
			assertThatExceptionOfType(CannotCreateTransactionException.class)
				.isThrownBy(() -> Transactions.named(manager, "place").executeWithoutResult((status) -> {
					loans.take("taken");
					TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

						@Override
						public void beforeCommit(boolean readOnly) {
							throw new CannotCreateTransactionException("no connection");
						}

					});
				}));
			assertThat(WorkUnit.current()).isNull();
			assertThat(loans.work("taken").hasEnded()).isTrue();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "beforeBegin", "beforeCommit", "afterCommit", "beforeRollback", "afterRollback" })
	void aTransactionEndsWhenAnotherListenerThrows(String when) {
		this.contextRunner.withBean(TransactionExecutionListener.class, () -> this.failing).run((context) -> {
			PlatformTransactionManager manager = context.getBean(PlatformTransactionManager.class);
			Loans loans = context.getBean(Loans.class);
			this.failing.when = when;
			assertThatIllegalStateException()
				.isThrownBy(() -> Transactions.named(manager, "place").executeWithoutResult((status) -> {
					loans.take("taken");
					if (when.endsWith("Rollback")) {
						status.setRollbackOnly();
					}
				}))
				.withMessage(when);
			assertThat(WorkUnit.current()).isNull();
			this.failing.when = null;
			if (loans.has("taken")) {
				assertThat(loans.work("taken").hasEnded()).isTrue();
			}
			Transactions.named(manager, "next").executeWithoutResult((status) -> loans.take("next"));
			assertThat(loans.work("next").name()).isEqualTo("transaction next");
			assertThat(loans.work("next").hasEnded()).isTrue();
			loans.giveBack();
		});
	}

	/** Cannot commit. */
	@Configuration(proxyBeanMethods = false)
	static class Stubborn {

		@Bean
		StubbornManager transactionManager(DataSource dataSource) {
			return new StubbornManager(dataSource);
		}

		static class StubbornManager extends DataSourceTransactionManager {

			private static final long serialVersionUID = 1L;

			private boolean failsToBegin;

			StubbornManager(DataSource dataSource) {
				super(dataSource);
			}

			@Override
			protected void doBegin(Object transaction, TransactionDefinition definition) {
				if (this.failsToBegin) {
					throw new CannotCreateTransactionException("no");
				}
				super.doBegin(transaction, definition);
			}

			@Override
			protected void doCommit(DefaultTransactionStatus status) {
				throw new TransactionSystemException("no");
			}

		}

	}

	/** A listener of the application that fails. */
	private static final class Failing implements TransactionExecutionListener {

		private @Nullable String when;

		private void fail(String now) {
			if (now.equals(this.when)) {
				throw new IllegalStateException(now);
			}
		}

		@Override
		public void beforeBegin(TransactionExecution transaction) {
			fail("beforeBegin");
		}

		@Override
		public void beforeCommit(TransactionExecution transaction) {
			fail("beforeCommit");
		}

		@Override
		public void afterCommit(TransactionExecution transaction, @Nullable Throwable commitFailure) {
			fail("afterCommit");
		}

		@Override
		public void beforeRollback(TransactionExecution transaction) {
			fail("beforeRollback");
		}

		@Override
		public void afterRollback(TransactionExecution transaction, @Nullable Throwable rollbackFailure) {
			fail("afterRollback");
		}

	}

}
