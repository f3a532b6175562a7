package io.github.connectionpool.evaluation.scenario.learned;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Practised;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.OnExecutor;

/**
 * A transaction in daily use among a hundred thousand that have a new name and a new
 * statement each.
 */
@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "book",
		says = "A transaction that is never ended comes after 100,000 others, no two of which have one name or one statement.")
public final class Crowd implements Practised {

	private static final int OTHERS = 100_000;

	private static final int EVERY = 11;

	private final AtomicInteger borrows = new AtomicInteger();

	@Override
	public void practise(Run run) throws Exception {
		PlatformTransactionManager transactions = run.work().transactionManager(run.dataSource());
		ExecutorService executor = run.executor(1);
		OnExecutor.run(executor, () -> {
			int number = this.borrows.incrementAndGet();
			if (number % EVERY == 0) {
				transactions.rollback(book(transactions, run.dataSource()));
			}
			else {
				other(transactions, run.dataSource(), Words.of(number));
			}
		});
	}

	@Override
	public void run(Run run) throws Exception {
		PlatformTransactionManager transactions = run.work().transactionManager(run.dataSource());
		OnExecutor.run(run.executor(1), () -> book(transactions, run.dataSource()));
		run.workEnded();
	}

	@Override
	public int borrows() {
		return OTHERS + OTHERS / (EVERY - 1);
	}

	private static TransactionStatus book(PlatformTransactionManager transactions, DataSource dataSource)
			throws SQLException {
		DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
		definition.setName("shop.Orders.book");
		TransactionStatus status = transactions.getTransaction(definition);
		Statements.run(DataSourceUtils.getConnection(dataSource), "select note from orders where id = 1");
		return status;
	}

	private static void other(PlatformTransactionManager transactions, DataSource dataSource, String word) {
		TransactionTemplate template = new TransactionTemplate(transactions);
		template.setName("shop.Imports." + word);
		template.executeWithoutResult((status) -> select(DataSourceUtils.getConnection(dataSource), word));
	}

	private static void select(Connection connection, String word) {
		try {
			Statements.run(connection, "select quantity as " + word + " from stock where id = 1");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
