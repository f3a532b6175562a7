package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.sql.StatementListener;

import static org.assertj.core.api.Assertions.assertThat;

class StatementListenerTests {

	private final MonitoredHikari hikari = MonitoredHikari.ofSize(1);

	private final List<String> seen = new ArrayList<>();

	@BeforeEach
	void tell() {
		this.hikari.pool.tellStatements(new StatementListener() {

			@Override
			public void statement(String sql, boolean prepared) {
				StatementListenerTests.this.seen.add((prepared ? "prepared " : "run ") + sql);
			}

			@Override
			public void sessionCall(String method) {
				StatementListenerTests.this.seen.add(method);
			}

		});
	}

	@AfterEach
	void close() {
		this.hikari.close();
	}

	@Test
	void isToldOfAPreparedStatementWhenItIsPrepared() throws Exception {
		try (Connection connection = this.hikari.borrow();
				PreparedStatement statement = connection.prepareStatement("select 1")) {
			statement.execute();
			statement.executeQuery().close();
		}
		assertThat(this.seen).containsExactly("prepared select 1");
	}

	@Test
	void isToldOfEachTextThatIsRunWithoutBeingPrepared() throws Exception {
		try (Connection connection = this.hikari.borrow(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
			statement.executeQuery("select 2").close();
			statement.executeUpdate("set local search_path to public");
			statement.addBatch("set local role none");
			statement.executeBatch();
		}
		assertThat(this.seen).containsExactly("run select 1", "run select 2", "run set local search_path to public",
				"run set local role none");
	}

	@Test
	void isToldOfACallThatIsPrepared() throws Exception {
		try (Connection connection = this.hikari.borrow()) {
			connection.prepareCall("{call pg_sleep(0)}").close();
		}
		assertThat(this.seen).containsExactly("prepared {call pg_sleep(0)}");
	}

	@Test
	void isToldOfWhatChangesTheSessionWithoutAText() throws Exception {
		try (Connection connection = this.hikari.borrow()) {
			connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
			connection.setSchema("public");
			connection.setReadOnly(true);
		}
		assertThat(this.seen).containsExactly("setTransactionIsolation", "setSchema");
	}

	@Test
	void nobodyIsToldAnyMore() throws Exception {
		this.hikari.pool.tellStatements(null);
		try (Connection connection = this.hikari.borrow(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
		}
		assertThat(this.seen).isEmpty();
	}

}
