package io.github.connectionpool.internal.context;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TransactionNamesTests {

	private static final String NOTHING = "nothing";

	private final Borrowed dataSource = new Borrowed();

	private final JdbcTransactionManager transactionManager = new JdbcTransactionManager(this.dataSource);

	TransactionNamesTests() {
		TransactionNames.noteFrom(this.transactionManager);
	}

	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(TransactionNames.current()).isNull();
	}

	@Test
	void theNameIsKnownWhenTheTransactionManagerBorrows() {
		named("place").executeWithoutResult((status) -> assertThat(this.dataSource.names).containsExactly("place"));
	}

	@Test
	void theNameIsKnownWhileTheTransactionRuns() {
		named("place").executeWithoutResult((status) -> assertThat(TransactionNames.current()).isEqualTo("place"));
	}

	@Test
	void theNameOfAReadOnlyTransactionIsKnownToo() {
		TransactionTemplate template = named("find");
		template.setReadOnly(true);
		template.executeWithoutResult((status) -> assertThat(this.dataSource.names).containsExactly("find"));
	}

	@Test
	void aTransactionMayHaveNoName() {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> {
			assertThat(this.dataSource.names).containsExactly(NOTHING);
			assertThat(TransactionNames.current()).isNull();
		});
	}

	@Test
	void anInnerTransactionOfItsOwnBorrowsUnderItsOwnName() {
		named("outer").executeWithoutResult((status) -> {
			requiresNew("inner")
				.executeWithoutResult((inner) -> assertThat(TransactionNames.current()).isEqualTo("inner"));
			assertThat(TransactionNames.current()).isEqualTo("outer");
		});
		assertThat(this.dataSource.names).containsExactly("outer", "inner");
	}

	@Test
	void anInnerTransactionWithoutANameDoesNotBorrowUnderTheNameOfTheOuter() {
		named("outer").executeWithoutResult((status) -> requiresNew(null)
			.executeWithoutResult((inner) -> assertThat(inner.isNewTransaction()).isTrue()));
		assertThat(this.dataSource.names).containsExactly("outer", NOTHING);
	}

	@Test
	void aTransactionThatTakesPartKeepsTheNameOfTheOuter() {
		named("outer").executeWithoutResult((status) -> {
			named("inner").executeWithoutResult((inner) -> assertThat(TransactionNames.current()).isEqualTo("outer"));
			new JdbcTemplate(this.dataSource).queryForObject("select 1", Integer.class);
		});
		assertThat(this.dataSource.names).containsExactly("outer");
	}

	@Test
	void aNestedTransactionLeavesTheNameAsItIs() {
		TransactionTemplate nested = named("nested");
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		named("outer").executeWithoutResult((status) -> {
			nested.executeWithoutResult((inner) -> assertThat(inner.hasSavepoint()).isTrue());
			assertThat(TransactionNames.current()).isEqualTo("outer");
		});
		assertThat(this.dataSource.names).containsExactly("outer");
	}

	@Test
	void whatBorrowsOutsideOfATransactionHasNoName() {
		named("place").executeWithoutResult((status) -> {
		});
		new JdbcTemplate(this.dataSource).queryForObject("select 1", Integer.class);
		assertThat(this.dataSource.names).containsExactly("place", NOTHING);
	}

	@Test
	void nothingIsLeftWhenTheTransactionCannotBegin() {
		this.dataSource.failure = new SQLException("no connection");
		assertThatExceptionOfType(CannotCreateTransactionException.class)
			.isThrownBy(() -> named("place").executeWithoutResult((status) -> {
			}));
		assertThat(this.dataSource.names).containsExactly("place");
		assertThat(TransactionNames.current()).isNull();
	}

	@Test
	void theOuterNameIsThereAgainWhenAnInnerTransactionCannotBegin() {
		named("outer").executeWithoutResult((status) -> {
			this.dataSource.failure = new SQLException("no connection");
			assertThatExceptionOfType(CannotCreateTransactionException.class)
				.isThrownBy(() -> requiresNew("inner").executeWithoutResult((inner) -> {
				}));
			assertThat(TransactionNames.current()).isEqualTo("outer");
		});
		assertThat(this.dataSource.names).containsExactly("outer", "inner");
	}

	@Test
	void nothingIsLeftAfterARollback() {
		assertThatIllegalStateException().isThrownBy(() -> named("place").executeWithoutResult((status) -> {
			throw new IllegalStateException("roll back");
		}));
		assertThat(TransactionNames.current()).isNull();
	}

	@Test
	void theListenerIsAddedOnce() {
		TransactionNames.noteFrom(this.transactionManager);
		TransactionNames.noteFrom(this.transactionManager);
		assertThat(this.transactionManager.getTransactionExecutionListeners()).hasSize(1);
	}

	@Test
	void otherListenersStay() {
		JdbcTransactionManager other = new JdbcTransactionManager(this.dataSource);
		TransactionExecutionListener listener = new TransactionExecutionListener() {
		};
		other.addListener(listener);
		TransactionNames.noteFrom(other);
		assertThat(other.getTransactionExecutionListeners()).hasSize(2).contains(listener);
	}

	@Test
	void aTransactionalMethodIsKnownByItsName() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(JdbcTransactionManager.class, () -> this.transactionManager);
			context.register(Shop.class);
			context.refresh();
			context.getBean(Orders.class).place();
		}
		assertThat(this.dataSource.names).containsExactly(Orders.class.getName() + ".place",
				Audit.class.getName() + ".write");
	}

	private TransactionTemplate named(@Nullable String name) {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		if (name != null) {
			template.setName(name);
		}
		return template;
	}

	private TransactionTemplate requiresNew(@Nullable String name) {
		TransactionTemplate template = named(name);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

	/** Writes down under which name each of its connections was borrowed. */
	private static final class Borrowed extends DelegatingDataSource {

		private final List<String> names = new ArrayList<>();

		private @Nullable SQLException failure;

		Borrowed() {
			super(h2());
		}

		private static DataSource h2() {
			JdbcDataSource h2 = new JdbcDataSource();
			h2.setURL("jdbc:h2:mem:");
			return h2;
		}

		@Override
		public Connection getConnection() throws SQLException {
			String name = TransactionNames.current();
			this.names.add((name != null) ? name : NOTHING);
			if (this.failure != null) {
				throw this.failure;
			}
			return super.getConnection();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Shop {

		@Bean
		Orders orders(Audit audit) {
			return new Orders(audit);
		}

		@Bean
		Audit audit() {
			return new Audit();
		}

	}

	static class Orders {

		private final Audit audit;

		Orders(Audit audit) {
			this.audit = audit;
		}

		@Transactional
		public void place() {
			this.audit.write();
		}

	}

	static class Audit {

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		public void write() {
		}

	}

}
