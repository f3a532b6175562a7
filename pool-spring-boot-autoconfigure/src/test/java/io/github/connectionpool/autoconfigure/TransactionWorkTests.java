package io.github.connectionpool.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.Loans;
import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Pools;
import io.github.connectionpool.checkout.Work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TransactionWorkTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
				TransactionManagerCustomizationAutoConfiguration.class, ConnectionPoolAutoConfiguration.class,
				ConnectionPoolContextAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:transaction-work")
		.withBean(Loans.class);

	private final Failing failing = new Failing();

	@BeforeEach
	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(Work.current()).isNull();
	}

	@Test
	void whatATransactionTakesItselfBelongsToIt() {
		run((manager, loans) -> {
			template(manager, "place").executeWithoutResult((status) -> {
				loans.take("taken");
				assertThat(loans.work("taken").hasEnded()).isFalse();
			});
			assertThat(loans.work("taken").hasEnded()).isTrue();
			assertThat(loans.work("taken").name()).isEqualTo("transaction place");
		});
	}

	@Test
	void aTransactionNeedsNoName() {
		run((manager, loans) -> {
			new TransactionTemplate(manager).executeWithoutResult((status) -> loans.take("taken"));
			assertThat(loans.work("taken").hasEnded()).isTrue();
			assertThat(loans.work("taken").name()).isEqualTo("a transaction");
		});
	}

	@Test
	void whatTheManagerBorrowsBelongsToNoUnit() {
		this.contextRunner.run((context) -> {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			Pools pools = context.getBean(Pools.class);
			template(context.getBean(PlatformTransactionManager.class), "place").executeWithoutResult((status) -> {
				jdbc.execute("select 1");
				assertThat(pools.all().get(0).ledger().oldestFirst()).singleElement()
					.extracting(Checkout::work)
					.isNull();
			});
		});
	}

	@Test
	void aTransactionalMethodIsAUnit() {
		this.contextRunner.withUserConfiguration(Shop.class).run((context) -> {
			Loans loans = context.getBean(Loans.class);
			context.getBean(Orders.class).place();
			assertThat(loans.work("order").hasEnded()).isTrue();
			assertThat(loans.work("order").name()).isEqualTo("transaction " + Orders.class.getName() + ".place");
			loans.giveBack();
		});
	}

	@Test
	void aTransactionWithinAUnitIsPartOfIt() {
		run((manager, loans) -> {
			try (Work work = Work.begin("import")) {
				template(manager, "place").executeWithoutResult((status) -> loans.take("taken"));
				assertThat(loans.work("taken")).isSameAs(work);
				assertThat(work.hasEnded()).isFalse();
				assertThat(Work.current()).isSameAs(work);
			}
		});
	}

	@Test
	void anInnerTransactionIsPartOfTheOuter() {
		run((manager, loans) -> {
			template(manager, "outer").executeWithoutResult((status) -> {
				requiresNew(manager).executeWithoutResult((inner) -> loans.take("inner"));
				assertThat(loans.work("inner").hasEnded()).isFalse();
				loans.take("outer");
				assertThat(loans.work("inner")).isSameAs(loans.work("outer"));
			});
			assertThat(loans.work("inner").hasEnded()).isTrue();
		});
	}

	@Test
	void aSavepointIsPartOfItsTransaction() {
		run((manager, loans) -> template(manager, "outer").executeWithoutResult((status) -> {
			TransactionTemplate nested = new TransactionTemplate(manager);
			nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
			nested.executeWithoutResult((inner) -> loans.take("inner"));
			assertThat(loans.work("inner").hasEnded()).isFalse();
		}));
	}

	@Test
	void transactionsOneAfterTheOtherAreUnitsOfTheirOwn() {
		run((manager, loans) -> {
			template(manager, "first").executeWithoutResult((status) -> loans.take("first"));
			template(manager, "second").executeWithoutResult((status) -> loans.take("second"));
			assertThat(loans.work("second").name()).isEqualTo("transaction second");
		});
	}

	@Test
	void aTransactionThatIsRolledBackEnds() {
		run((manager, loans) -> {
			assertThatIllegalStateException()
				.isThrownBy(() -> template(manager, "place").executeWithoutResult((status) -> {
					loans.take("taken");
					throw new IllegalStateException("roll back");
				}));
			assertThat(loans.work("taken").hasEnded()).isTrue();
		});
	}

	@Test
	void aTransactionThatUnexpectedlyRollsBackEnds() {
		run((manager, loans) -> {
			assertThatExceptionOfType(UnexpectedRollbackException.class)
				.isThrownBy(() -> template(manager, "outer").executeWithoutResult((status) -> {
					loans.take("taken");
					template(manager, "inner").executeWithoutResult((inner) -> inner.setRollbackOnly());
				}));
			assertThat(loans.work("taken").hasEnded()).isTrue();
		});
	}

	@Test
	void aTransactionThatCannotBeCommittedEnds() {
		this.contextRunner.withUserConfiguration(Stubborn.class).run((context) -> {
			Loans loans = context.getBean(Loans.class);
			assertThatExceptionOfType(TransactionSystemException.class)
				.isThrownBy(() -> template(context.getBean(PlatformTransactionManager.class), "place")
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
				.isThrownBy(() -> template(context.getBean(PlatformTransactionManager.class), "place")
					.executeWithoutResult((status) -> {
					}));
		});
	}

	@Test
	void whatIsTakenAfterTheCommitStillBelongsToTheTransaction() {
		run((manager, loans) -> {
			template(manager, "place").executeWithoutResult((status) -> {
				loans.take("taken");
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						requiresNew(manager).executeWithoutResult((inner) -> loans.take("after commit"));
						assertThat(loans.work("after commit").hasEnded()).isFalse();
					}

				});
			});
			assertThat(loans.work("after commit")).isSameAs(loans.work("taken"));
			assertThat(loans.work("taken").hasEnded()).isTrue();
		});
	}

	/** As when the pool is exhausted by then. */
	@Test
	void aTransactionEndsWhenASynchronizationThrowsATransactionExceptionBeforeTheCommit() {
		run((manager, loans) -> {
			assertThatExceptionOfType(CannotCreateTransactionException.class)
				.isThrownBy(() -> template(manager, "place").executeWithoutResult((status) -> {
					loans.take("taken");
					TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

						@Override
						public void beforeCommit(boolean readOnly) {
							throw new CannotCreateTransactionException("no connection");
						}

					});
				}));
			assertThat(Work.current()).isNull();
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
				.isThrownBy(() -> template(manager, "place").executeWithoutResult((status) -> {
					loans.take("taken");
					if (when.endsWith("Rollback")) {
						status.setRollbackOnly();
					}
				}))
				.withMessage(when);
			assertThat(Work.current()).isNull();
			this.failing.when = null;
			if (loans.has("taken")) {
				assertThat(loans.work("taken").hasEnded()).isTrue();
			}
			template(manager, "next").executeWithoutResult((status) -> loans.take("next"));
			assertThat(loans.work("next").name()).isEqualTo("transaction next");
			assertThat(loans.work("next").hasEnded()).isTrue();
			loans.giveBack();
		});
	}

	@Test
	void aManagerWithoutSynchronizationsIsKnownToo() {
		this.contextRunner.run((context) -> {
			Loans loans = context.getBean(Loans.class);
			AbstractPlatformTransactionManager manager = context.getBean(AbstractPlatformTransactionManager.class);
			manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
			template(manager, "place").executeWithoutResult((status) -> loans.take("taken"));
			assertThat(loans.work("taken").hasEnded()).isTrue();
			loans.giveBack();
		});
	}

	/** As a session does that stays open. */
	@Test
	void aConnectionThatAnOpenPersistenceContextHoldsOnToIsNotAccused() {
		this.contextRunner.withUserConfiguration(OpenSession.class).run((context) -> {
			OpenSession.SessionManager manager = context.getBean(OpenSession.SessionManager.class);
			template(manager, "place").executeWithoutResult((status) -> assertThat(manager.session).isNotNull());
			assertThat(context.getBean(Pools.class).all().get(0).ledger().oldestFirst()).singleElement()
				.extracting(Checkout::work)
				.isNull();
			manager.closeSession();
		});
	}

	@Test
	void anApplicationsSynchronizationsAreAsTheyAre() {
		run((manager, loans) -> template(manager, "place").executeWithoutResult((status) -> {
			assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isTrue();
			assertThat(TransactionSynchronizationManager.getSynchronizations())
				.allMatch((synchronization) -> synchronization.getClass().getName().startsWith("io.github"));
		}));
	}

	private void run(Transactions transactions) {
		this.contextRunner.run((context) -> {
			Loans loans = context.getBean(Loans.class);
			try {
				transactions.run(context.getBean(PlatformTransactionManager.class), loans);
			}
			finally {
				loans.giveBack();
			}
		});
	}

	private static TransactionTemplate template(PlatformTransactionManager manager, String name) {
		TransactionTemplate template = new TransactionTemplate(manager);
		template.setName(name);
		return template;
	}

	private static TransactionTemplate requiresNew(PlatformTransactionManager manager) {
		TransactionTemplate template = template(manager, "inner");
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

	@FunctionalInterface
	private interface Transactions {

		void run(PlatformTransactionManager manager, Loans loans) throws Exception;

	}

	@Configuration(proxyBeanMethods = false)
	static class Shop {

		@Bean
		Orders orders(Loans loans) {
			return new Orders(loans);
		}

	}

	static class Orders {

		private final @Nullable Loans loans;

		Orders(@Nullable Loans loans) {
			this.loans = loans;
		}

		@Transactional
		public void place() {
			if (this.loans != null) {
				this.loans.take("order");
			}
		}

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

	/** Borrows at the begin, and keeps the connection for the session. */
	@Configuration(proxyBeanMethods = false)
	static class OpenSession {

		@Bean
		SessionManager transactionManager(DataSource dataSource) {
			return new SessionManager(dataSource);
		}

		static class SessionManager extends AbstractPlatformTransactionManager {

			private static final long serialVersionUID = 1L;

			private final transient DataSource dataSource;

			private transient @Nullable Connection session;

			SessionManager(DataSource dataSource) {
				this.dataSource = dataSource;
			}

			void closeSession() throws SQLException {
				if (this.session != null) {
					this.session.close();
				}
			}

			@Override
			protected Object doGetTransaction() {
				return this;
			}

			@Override
			protected void doBegin(Object transaction, TransactionDefinition definition) {
				try {
					this.session = this.dataSource.getConnection();
				}
				catch (SQLException ex) {
					throw new CannotCreateTransactionException("no", ex);
				}
			}

			@Override
			protected void doCommit(DefaultTransactionStatus status) {
			}

			@Override
			protected void doRollback(DefaultTransactionStatus status) {
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
