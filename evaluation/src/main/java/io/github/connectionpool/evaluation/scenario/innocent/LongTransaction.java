package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * A transaction that takes long for its own reasons.
 */
public final class LongTransaction {

	private static final String CHARGE = "update orders set charged = true where id = ?";

	private LongTransaction() {
	}

	/** With statements now and then. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "An @Async method works in one transaction, with a statement every two seconds.")
	public static final class WithStatements implements Scenario {

		private static final Duration PAUSE = Duration.ofSeconds(2);

		@Override
		public void run(Run run) throws Exception {
			JdbcTemplate jdbc = new JdbcTemplate(run.dataSource());
			run.work().async(() -> Sql.transaction(run, run.dataSource()).execute((status) -> InTransaction.call(() -> {
				while (run.goesOn()) {
					jdbc.update(CHARGE, run.row());
					run.pauseWithin(PAUSE);
				}
				return true;
			})));
		}

	}

	/** During an HTTP call. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "A request waits in its transaction for a slow service, and writes what that answered.")
	public static final class DuringHttpCall implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			JdbcTemplate jdbc = new JdbcTemplate(run.dataSource());
			run.work()
				.request(() -> Sql.transaction(run, run.dataSource()).execute((status) -> InTransaction.call(() -> {
					jdbc.update(CHARGE, run.row());
					run.work().callSlowService(run.left());
					return jdbc.update("update orders set note = 'paid' where id = ?", run.row());
				})));
		}

	}

	/** Around another transaction. */
	@Label(truth = Truth.INNOCENT, borrows = "run", pool = 2,
			says = "In a scheduled task a transaction idles while a REQUIRES_NEW inside it works for long.")
	public static final class Nested implements Scenario {

		private static final Duration PAUSE = Duration.ofSeconds(4);

		@Override
		public void run(Run run) throws Exception {
			run.work().scheduledTask(() -> Sql.transaction(run, run.dataSource()).execute((status) -> {
				JdbcTemplate jdbc = new JdbcTemplate(run.dataSource());
				jdbc.update(CHARGE, run.row());
				audit(run);
				return jdbc.update(CHARGE, run.row());
			}));
		}

		private static void audit(Run run) {
			JdbcTemplate jdbc = new JdbcTemplate(run.dataSource());
			Sql.newTransaction(run, run.dataSource()).execute((status) -> InTransaction.call(() -> {
				while (run.goesOn()) {
					jdbc.update("update stock set quantity = quantity + 1 where id = ?", run.row());
					run.pauseWithin(PAUSE);
				}
				return true;
			}));
		}

	}

	/** Through Spring's proxy. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "An executor task works through Spring's transaction-aware proxy, with pauses of five seconds.")
	public static final class ThroughProxy implements Scenario {

		private static final Duration PAUSE = Duration.ofSeconds(5);

		@Override
		public void run(Run run) throws Exception {
			DataSource proxy = new TransactionAwareDataSourceProxy(run.dataSource());
			run.executor(1)
				.submit(() -> Sql.transaction(run, run.dataSource())
					.execute((status) -> InTransaction.call(() -> work(run, proxy))))
				.get();
		}

		private static boolean work(Run run, DataSource proxy) throws SQLException, InterruptedException {
			while (run.goesOn()) {
				try (Connection connection = proxy.getConnection()) {
					Sql.charge(connection, run.row());
				}
				run.pauseWithin(PAUSE);
			}
			return true;
		}

	}

}
