package io.github.connectionpool.internal.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.jdbc.PgResultSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Whatever is made from a handle leads back to that handle, on a real database.
 */
class WayBackToTheHandleTests {

	private final MonitoredHikari pool = MonitoredHikari.ofSize(1);

	private Connection handle;

	@BeforeEach
	void borrow() throws SQLException {
		this.handle = this.pool.borrow();
	}

	@AfterEach
	void close() throws SQLException {
		this.handle.close();
		this.pool.close();
	}

	static Stream<StatementMaker> statements() {
		int scroll = ResultSet.TYPE_SCROLL_INSENSITIVE;
		int readOnly = ResultSet.CONCUR_READ_ONLY;
		int hold = ResultSet.HOLD_CURSORS_OVER_COMMIT;
		String sql = "select 1";
		return Stream.of(Connection::createStatement, (handle) -> handle.createStatement(scroll, readOnly),
				(handle) -> handle.createStatement(scroll, readOnly, hold), (handle) -> handle.prepareStatement(sql),
				(handle) -> handle.prepareStatement(sql, Statement.NO_GENERATED_KEYS),
				(handle) -> handle.prepareStatement(sql, scroll, readOnly),
				(handle) -> handle.prepareStatement(sql, scroll, readOnly, hold),
				(handle) -> handle.prepareStatement(sql, new int[0]),
				(handle) -> handle.prepareStatement(sql, new String[0]), (handle) -> handle.prepareCall(sql),
				(handle) -> handle.prepareCall(sql, scroll, readOnly),
				(handle) -> handle.prepareCall(sql, scroll, readOnly, hold));
	}

	@ParameterizedTest
	@MethodSource("statements")
	void fromEveryStatementAndItsResult(StatementMaker maker) throws SQLException {
		Statement statement = maker.make(this.handle);
		assertThat(statement.getConnection()).isSameAs(this.handle);
		ResultSet rows = (statement instanceof PreparedStatement prepared) ? prepared.executeQuery()
				: statement.executeQuery("select 1");
		assertThat(rows.getStatement()).isSameAs(statement);
		assertThat(rows.getStatement().getConnection()).isSameAs(this.handle);
		assertThat(statement.getResultSet().getStatement()).isSameAs(statement);
	}

	@Test
	void fromEachOfManyResults() throws SQLException {
		try (Statement statement = this.handle.createStatement()) {
			statement.execute("select 1; select 2");
			ResultSet first = statement.getResultSet();
			assertThat(statement.getResultSet()).isSameAs(first);
			assertThat(first.getStatement()).isSameAs(statement);
			assertThat(statement.getMoreResults()).isTrue();
			ResultSet second = statement.getResultSet();
			assertThat(second).isNotSameAs(first);
			assertThat(statement.getResultSet()).isSameAs(second);
			assertThat(second.getStatement()).isSameAs(statement);
			assertThat(statement.getMoreResults()).isFalse();
			assertThat(statement.getResultSet()).isNull();
		}
	}

	@Test
	void fromGeneratedKeys() throws SQLException {
		try (Statement statement = this.handle.createStatement()) {
			statement.execute("create temp table item (id serial, name text)");
			statement.executeUpdate("insert into item (name) values ('a')", Statement.RETURN_GENERATED_KEYS);
			assertThat(statement.getGeneratedKeys().getStatement().getConnection()).isSameAs(this.handle);
		}
		try (PreparedStatement insert = this.handle.prepareStatement("insert into item (name) values ('b')",
				new String[] { "id" })) {
			insert.executeUpdate();
			assertThat(insert.getGeneratedKeys().getStatement()).isSameAs(insert);
			assertThat(insert.getGeneratedKeys().getStatement().getConnection()).isSameAs(this.handle);
		}
	}

	@Test
	void theSameObjectEachTimeThatThePoolGivesTheSame() throws SQLException {
		try (Statement statement = this.handle.createStatement()) {
			statement.execute("create temp table entry (id serial, name text)");
			statement.executeUpdate("insert into entry (name) values ('a')", Statement.RETURN_GENERATED_KEYS);
			ResultSet keys = statement.getGeneratedKeys();
			assertThat(statement.getGeneratedKeys()).isSameAs(keys);
			assertThat(keys.getStatement()).isSameAs(statement);
		}
	}

	@Test
	void theSameObjectEachTimeThatTheDriverGivesTheSame() throws SQLException {
		Connection driver = this.handle.unwrap(Connection.class);
		MonitoredConnection direct = MonitoredHikari.handle(driver);
		assertThat(driver.getMetaData()).isSameAs(driver.getMetaData());
		assertThat(direct.getMetaData()).isSameAs(direct.getMetaData());
		createItemsFunction();
		try (PreparedStatement query = direct.prepareStatement("select 1");
				CallableStatement call = direct.prepareCall("{? = call pg_temp.items()}")) {
			ResultSet result = query.executeQuery();
			assertThat(query.getResultSet()).isSameAs(result);
			call.registerOutParameter(1, Types.REF_CURSOR);
			call.execute();
			assertThat(call.getObject(1)).isSameAs(call.getObject(1));
		}
	}

	@Test
	void fromMetadataAndItsResults() throws SQLException {
		DatabaseMetaData metaData = this.handle.getMetaData();
		assertThat(metaData.getConnection()).isSameAs(this.handle);
		try (ResultSet tables = metaData.getTables(null, "pg_catalog", "pg_class", null)) {
			assertThat(tables.next()).isTrue();
			Statement statement = tables.getStatement();
			assertThat(tables.getStatement()).isSameAs(statement);
			assertThat(statement.getConnection()).isSameAs(this.handle);
			assertThat(statement.getResultSet().getStatement().getConnection()).isSameAs(this.handle);
		}
		try (ResultSet info = metaData.getClientInfoProperties()) {
			assertThat(info.getStatement().getConnection()).isSameAs(this.handle);
		}
	}

	@Test
	void fromTheStatementBehindMetadataWhichIsOfTheKindItIs() throws SQLException {
		// the driver says what it used; whatever that is, no more and no less is shown
		try (ResultSet tables = this.handle.getMetaData().getTables(null, "pg_catalog", "pg_class", null)) {
			Statement behind = ((MonitoredResultSet) tables).delegate().getStatement();
			assertThat(tables.getStatement() instanceof PreparedStatement)
				.isEqualTo(behind instanceof PreparedStatement);
			assertThat(tables.getStatement()).isNotInstanceOf(CallableStatement.class);
		}
	}

	@Test
	void fromACursorReturnedByAFunction() throws SQLException {
		createItemsFunction();
		try (CallableStatement call = this.handle.prepareCall("{? = call pg_temp.items()}")) {
			call.registerOutParameter(1, Types.REF_CURSOR);
			call.execute();
			ResultSet items = (ResultSet) call.getObject(1);
			assertThat(items.next()).isTrue();
			assertThat(items.getString(1)).isEqualTo("a");
			assertThat(items.getStatement().getConnection()).isSameAs(this.handle);
			assertThat(items.unwrap(PgResultSet.class).getString(1)).as("the driver's own class").isEqualTo("a");
			assertThat(call.getConnection()).isSameAs(this.handle);
		}
	}

	@Test
	void fromACursorInAColumn() throws SQLException {
		createItemsFunction();
		try (Statement statement = this.handle.createStatement();
				ResultSet row = statement.executeQuery("select pg_temp.items() c")) {
			row.next();
			ResultSet items = (ResultSet) row.getObject("c");
			assertThat(items.next()).isTrue();
			assertThat(items.getStatement().getConnection()).isSameAs(this.handle);
		}
	}

	private void createItemsFunction() throws SQLException {
		this.handle.setAutoCommit(false);
		try (Statement statement = this.handle.createStatement()) {
			statement.execute("create function pg_temp.items() returns refcursor as '"
					+ "declare c refcursor; begin open c for select ''a''; return c; end' language plpgsql");
		}
	}

	@Test
	void alsoAfterTheHandleWasClosed() throws SQLException {
		Statement statement = this.handle.createStatement();
		ResultSet rows = statement.executeQuery("select 1");
		this.handle.close();
		assertThat(statement.getConnection()).isSameAs(this.handle);
		assertThat(rows.getStatement().getConnection()).isSameAs(this.handle);
		assertThatThrownBy(() -> statement.getConnection().createStatement()).isInstanceOf(SQLException.class)
			.hasMessage("Connection is closed");
	}

	@Test
	void notToTheHandleOfTheNextBorrower() throws SQLException {
		Statement statement = this.handle.createStatement();
		this.handle.close();
		try (Connection next = this.pool.borrow()) {
			assertThat(next).isNotSameAs(this.handle).isNotEqualTo(this.handle);
			assertThat(statement.getConnection()).isSameAs(this.handle);
			assertThat(next.createStatement().getConnection()).isSameAs(next);
		}
	}

	/** One way to make a statement. */
	@FunctionalInterface
	interface StatementMaker {

		Statement make(Connection handle) throws SQLException;

	}

}
