package io.github.connectionpool.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.Loans;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.checkout.WorkUnit;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionWorkTests {

	private final ApplicationContextRunner contextRunner = Transactions.contextRunner();

	@BeforeEach
	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(WorkUnit.current()).isNull();
	}

	@Test
	void whatATransactionTakesItselfBelongsToIt() {
		Transactions.run((manager, loans) -> {
			Transactions.named(manager, "place").executeWithoutResult((status) -> {
				loans.take("taken");
				assertThat(loans.work("taken").hasEnded()).isFalse();
			});
			assertThat(loans.work("taken").hasEnded()).isTrue();
			assertThat(loans.work("taken").name()).isEqualTo("transaction place");
		});
	}

	@Test
	void aTransactionNeedsNoName() {
		Transactions.run((manager, loans) -> {
			new TransactionTemplate(manager).executeWithoutResult((status) -> loans.take("taken"));
			assertThat(loans.work("taken").hasEnded()).isTrue();
			assertThat(loans.work("taken").name()).isEqualTo("a transaction");
		});
	}

	@Test
	void whatTheManagerBorrowsBelongsToNoUnit() {
		this.contextRunner.run((context) -> {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			PoolRegistry pools = context.getBean(PoolRegistry.class);
			Transactions.named(context.getBean(PlatformTransactionManager.class), "place")
				.executeWithoutResult((status) -> {
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
		Transactions.run((manager, loans) -> {
			try (WorkUnit work = WorkUnit.begin("import")) {
				Transactions.named(manager, "place").executeWithoutResult((status) -> loans.take("taken"));
				assertThat(loans.work("taken")).isSameAs(work);
				assertThat(work.hasEnded()).isFalse();
				assertThat(WorkUnit.current()).isSameAs(work);
			}
		});
	}

	@Test
	void anInnerTransactionIsPartOfTheOuter() {
		Transactions.run((manager, loans) -> {
			Transactions.named(manager, "outer").executeWithoutResult((status) -> {
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
		Transactions.run((manager, loans) -> Transactions.named(manager, "outer").executeWithoutResult((status) -> {
			TransactionTemplate nested = new TransactionTemplate(manager);
			nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
			nested.executeWithoutResult((inner) -> loans.take("inner"));
			assertThat(loans.work("inner").hasEnded()).isFalse();
		}));
	}

	@Test
	void transactionsOneAfterTheOtherAreUnitsOfTheirOwn() {
		Transactions.run((manager, loans) -> {
			Transactions.named(manager, "first").executeWithoutResult((status) -> loans.take("first"));
			Transactions.named(manager, "second").executeWithoutResult((status) -> loans.take("second"));
			assertThat(loans.work("second").name()).isEqualTo("transaction second");
		});
	}

	@Test
	void whatIsTakenAfterTheCommitStillBelongsToTheTransaction() {
		Transactions.run((manager, loans) -> {
			Transactions.named(manager, "place").executeWithoutResult((status) -> {
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

	@Test
	void aManagerWithoutSynchronizationsIsKnownToo() {
		this.contextRunner.run((context) -> {
			Loans loans = context.getBean(Loans.class);
			AbstractPlatformTransactionManager manager = context.getBean(AbstractPlatformTransactionManager.class);
			manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
			Transactions.named(manager, "place").executeWithoutResult((status) -> loans.take("taken"));
			assertThat(loans.work("taken").hasEnded()).isTrue();
			loans.giveBack();
		});
	}

	/** As a session does that stays open. */
	@Test
	void aConnectionThatAnOpenPersistenceContextHoldsOnToIsNotAccused() {
		this.contextRunner.withUserConfiguration(OpenSession.class).run((context) -> {
			OpenSession.SessionManager manager = context.getBean(OpenSession.SessionManager.class);
			Transactions.named(manager, "place")
				.executeWithoutResult((status) -> assertThat(manager.session).isNotNull());
			assertThat(context.getBean(PoolRegistry.class).all().get(0).ledger().oldestFirst()).singleElement()
				.extracting(Checkout::work)
				.isNull();
			manager.closeSession();
		});
	}

	@Test
	void anApplicationsSynchronizationsAreAsTheyAre() {
		Transactions.run((manager, loans) -> Transactions.named(manager, "place").executeWithoutResult((status) -> {
			assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isTrue();
			assertThat(TransactionSynchronizationManager.getSynchronizations())
				.allMatch((synchronization) -> synchronization.getClass().getName().startsWith("io.github"));
		}));
	}

	private static TransactionTemplate requiresNew(PlatformTransactionManager manager) {
		TransactionTemplate template = Transactions.named(manager, "inner");
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
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

}
