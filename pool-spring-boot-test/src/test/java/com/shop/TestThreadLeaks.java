package com.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The leaks of the scorecard on the thread of the test. Each method has the name of a
 * scenario.
 */
@SpringBootTest(
		properties = { "spring.datasource.hikari.maximum-pool-size=100", "spring.datasource.hikari.minimum-idle=1" })
public class TestThreadLeaks {

	private static final List<Object> KEPT = new ArrayList<>();

	@Autowired
	DataSource dataSource;

	@Autowired
	JdbcTemplate jdbcTemplate;

	@Autowired
	PlatformTransactionManager transactions;

	@Autowired
	Shop.Orders orders;

	@Autowired
	ApplicationEventPublisher publisher;

	@Test
	void neverClosed() throws SQLException {
		Connection connection = Lines.here(this.dataSource).getConnection();
		try (Statement statement = connection.createStatement()) {
			statement.execute("select 1");
		}
	}

	@Test
	void neverClosedByStream() {
		Stream<Integer> stream = Lines.hereFor(this.jdbcTemplate).queryForStream("select 1", (row, index) -> 1);
		KEPT.add(stream);
	}

	@Test
	void besideTransaction() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			this.orders.count();
			try {
				this.orders.keep();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@Test
	void chainedTemporaryToStatement() throws SQLException {
		try (Statement statement = Lines.here(this.dataSource).getConnection().createStatement()) {
			statement.execute("select 1");
		}
	}

	@Test
	void chainedTemporaryToPreparedStatement() throws SQLException {
		try (PreparedStatement statement = Lines.here(this.dataSource).getConnection().prepareStatement("select 1");
				ResultSet rows = statement.executeQuery()) {
			rows.next();
		}
	}

	@Test
	void chainedTemporaryToMetaData() throws SQLException {
		Lines.here(this.dataSource).getConnection().getMetaData().getDatabaseProductName();
	}

	@Test
	void cleanUpThrowsAtRollback() throws SQLException {
		Connection connection = Lines.here(this.dataSource).getConnection();
		try {
			// refused in the mode in which each statement is a transaction
			Savepoint savepoint = connection.setSavepoint();
			connection.rollback(savepoint);
			connection.close();
		}
		catch (SQLException ex) {
			// the close was not reached
		}
	}

	@Test
	void cleanUpThrowsAtNullResult() {
		ResultSet rows = null;
		try {
			Connection connection = Lines.here(this.dataSource).getConnection();
			try {
				rows = connection.createStatement().executeQuery("select nothing from nowhere");
			}
			finally {
				rows.close();
				connection.close();
			}
		}
		catch (NullPointerException | SQLException ex) {
			// the close was not reached
		}
	}

	@Test
	void initFailsInConstructor() {
		try {
			KEPT.add(new Reader(this.dataSource));
		}
		catch (IllegalStateException | SQLException ex) {
			// the object that has the connection was never made
		}
	}

	@Test
	void initFailsInFactory() throws SQLException {
		try {
			KEPT.add(Reader.open(this.dataSource, "no such file"));
		}
		catch (IllegalStateException ex) {
			// the object that has the connection was lost
		}
	}

	@Test
	void initFailsInWarmUp() throws SQLException {
		Connection[] warm = new Connection[2];
		try {
			for (int i = 0; i < warm.length; i++) {
				if (i == 1) {
					throw new IllegalStateException("no second connection");
				}
				warm[i] = Lines.here(this.dataSource).getConnection();
			}
		}
		catch (IllegalStateException ex) {
			// the first one is not closed
		}
	}

	@Test
	void cleanUpThrowsAtSavepoint() throws SQLException {
		Connection connection = Lines.here(this.dataSource).getConnection();
		try {
			// of another transaction
			connection.setAutoCommit(false);
			Savepoint savepoint = connection.setSavepoint("a");
			connection.commit();
			connection.rollback(savepoint);
			connection.close();
		}
		catch (SQLException ex) {
			// the close was not reached
		}
	}

	@Test
	void keptInFieldInListener() {
		this.publisher.publishEvent(new Shop.OrderPlaced());
	}

	@Test
	void keptInField() throws SQLException {
		this.orders.keep();
	}

	@Test
	@SuppressWarnings("ThreadLocalUsage") // each test has its own
	void keptInThreadLocal() throws SQLException {
		ThreadLocal<Connection> local = new ThreadLocal<>();
		local.set(Lines.here(this.dataSource).getConnection());
		KEPT.add(local);
	}

	@Test
	void lostOnException() throws SQLException {
		try {
			this.orders.loseByException();
		}
		catch (IllegalStateException ex) {
			// as a caller does
		}
	}

	@Test
	void partialBatchSourceAndTarget() throws SQLException {
		Connection target = Lines.here(this.dataSource).getConnection();
		try (Connection source = this.dataSource.getConnection()) {
			source.createStatement().execute("select 1");
			target.createStatement().execute("select 2");
		}
	}

	@Test
	void partialBatchOneOfFive() throws SQLException {
		for (int i = 0; i < 5; i++) {
			Connection connection = (i == 3) ? Lines.here(this.dataSource).getConnection()
					: this.dataSource.getConnection();
			if (i != 3) {
				connection.close();
			}
		}
	}

	@Test
	@SuppressWarnings("UnusedVariable") // this is the leak
	void wayOutOverwritten() throws SQLException {
		Connection connection = Lines.here(this.dataSource).getConnection();
		connection = this.dataSource.getConnection();
		connection.close();
	}

	@Test
	void wayOutEarlyReturn() throws SQLException {
		Connection connection = Lines.here(this.dataSource).getConnection();
		if (this.orders.count() == 1) {
			return;
		}
		connection.close();
	}

	@Test
	void wayOutFailedRetry() throws SQLException {
		for (int attempt = 0; attempt < 2; attempt++) {
			Connection connection = (attempt == 0) ? Lines.here(this.dataSource).getConnection()
					: this.dataSource.getConnection();
			if (attempt == 1) {
				connection.close();
			}
		}
	}

	@Test
	void heldOverLoopThatEnds() throws Exception {
		Connection connection = Lines.here(this.dataSource).getConnection();
		for (int i = 0; i < 3; i++) {
			connection.createStatement().execute("select 1");
			Thread.sleep(1);
		}
	}

	@Test
	void handedOnAfterHeartbeat() throws Exception {
		Connection connection = Lines.here(this.dataSource).getConnection();
		Thread heartbeat = new Thread(() -> {
			try {
				connection.createStatement().execute("select 1");
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		});
		heartbeat.start();
		heartbeat.join();
	}

	@Test
	void openCursorOfBatch() throws SQLException {
		PreparedStatement batch = Lines.here(this.dataSource).getConnection().prepareStatement("select ?");
		for (int i = 0; i < 3; i++) {
			batch.setInt(1, i);
			batch.addBatch();
		}
	}

	@Test
	void aroundTransactionAfterCommit() {
		new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					try {
						KEPT.add(Lines.here(TestThreadLeaks.this.dataSource).getConnection());
					}
					catch (SQLException ex) {
						throw new IllegalStateException(ex);
					}
				}

			});
			this.orders.count();
		});
	}

	@Test
	void onceClearedByUse() throws Exception {
		Connection connection = Lines.here(this.dataSource).getConnection();
		Thread user = new Thread(() -> {
			try {
				Thread.sleep(20);
				connection.isValid(1);
			}
			catch (SQLException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		user.start();
		KEPT.add(user);
	}

	/** Borrows before it fails. */
	private static final class Reader {

		private final Connection connection;

		private Reader(Connection connection) {
			this.connection = connection;
		}

		static Reader open(DataSource dataSource, String problem) throws SQLException {
			Reader reader = new Reader(Lines.here(dataSource).getConnection());
			if (reader.connection.isValid(1)) {
				throw new IllegalStateException(problem);
			}
			return reader;
		}

		Reader(DataSource dataSource) throws SQLException {
			this.connection = Lines.here(dataSource).getConnection();
			if (this.connection.isValid(1)) {
				throw new IllegalStateException("no such file");
			}
		}

	}

}
