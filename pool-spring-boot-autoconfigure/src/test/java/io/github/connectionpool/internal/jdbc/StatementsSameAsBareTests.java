package io.github.connectionpool.internal.jdbc;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.github.connectionpool.internal.jdbc.Transcript.assertSameAsBare;

/**
 * Statements made from a handle do what statements of a bare connection do.
 */
class StatementsSameAsBareTests {

	private static final String TABLE = """
			create temp table item (id serial primary key, name text unique, price numeric default 9.5)""";

	private static void execute(Connection connection, String... texts) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (String sql : texts) {
				statement.execute(sql);
			}
		}
	}

	@Test
	void executionsOfAStatement() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			try (Statement statement = connection.createStatement()) {
				transcript.note("execute ddl", () -> statement.execute(TABLE));
				transcript.note("executeUpdate", () -> statement.executeUpdate("insert into item (name) values ('a')"));
				transcript.note("executeLargeUpdate",
						() -> statement.executeLargeUpdate("update item set price = price + 1"));
				transcript.note("executeQuery", () -> statement.executeQuery("select * from item"));
				transcript.note("execute query", () -> statement.execute("select name from item"));
				transcript.note("getResultSet", statement::getResultSet);
				transcript.note("getUpdateCount", statement::getUpdateCount);
				transcript.note("query that updates", () -> statement.executeQuery("delete from item"));
				transcript.note("update that queries", () -> statement.executeUpdate("select 1"));
				transcript.note("empty", () -> statement.execute(""));
			}
		});
	}

	@Test
	void failingStatements() throws Exception {
		List<String> failing = List.of("select", "select 1 / 0", "select * from nowhere", "selekt 1",
				"insert into item (id, name) values (1, 'b')", "insert into item (name) values ('a')",
				"select 'x'::int", "set statement_timeout = 20; select pg_sleep(30)", "do 'begin raise ''own''; end'");
		assertSameAsBare((connection, transcript) -> {
			execute(connection, TABLE, "insert into item (name) values ('a')");
			for (String sql : failing) {
				try (Statement statement = connection.createStatement();
						PreparedStatement prepared = connection.prepareStatement(sql)) {
					transcript.note("execute " + sql, () -> statement.execute(sql));
					transcript.note("executeQuery " + sql, () -> statement.executeQuery(sql));
					transcript.note("executeUpdate " + sql, () -> statement.executeUpdate(sql));
					transcript.note("prepared execute " + sql, prepared::execute);
					transcript.note("prepared executeQuery " + sql, prepared::executeQuery);
					transcript.note("prepared executeUpdate " + sql, prepared::executeUpdate);
					transcript.note("prepared with text " + sql, () -> prepared.executeQuery("select 1"));
				}
			}
		});
	}

	@Test
	void moreThanOneResult() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			execute(connection, TABLE);
			for (int current : List.of(Statement.CLOSE_CURRENT_RESULT, Statement.KEEP_CURRENT_RESULT,
					Statement.CLOSE_ALL_RESULTS)) {
				try (Statement statement = connection.createStatement()) {
					transcript.note("execute", () -> statement.execute("select 1 a; insert into item (name) values ('"
							+ current + "'); select 2 b; select 3 c; update item set price = 1"));
					ResultSet first = statement.getResultSet();
					for (int i = 0; i < 6; i++) {
						transcript.note("getResultSet", statement::getResultSet);
						transcript.note("getUpdateCount", statement::getUpdateCount);
						transcript.note("getLargeUpdateCount", statement::getLargeUpdateCount);
						transcript.note("first is closed", first::isClosed);
						transcript.note("getMoreResults " + current, () -> statement.getMoreResults(current));
					}
					transcript.note("getMoreResults", statement::getMoreResults);
				}
			}
		});
	}

	@Test
	void generatedKeys() throws Exception {
		String insert = "insert into item (name) values (md5(random()::text)) ";
		assertSameAsBare((connection, transcript) -> {
			execute(connection, TABLE);
			try (Statement statement = connection.createStatement()) {
				transcript.note("flag", () -> statement.executeUpdate(insert, Statement.NO_GENERATED_KEYS));
				transcript.note("no keys", statement::getGeneratedKeys);
				transcript.note("columns", () -> statement.executeUpdate(insert, new String[] { "id", "price" }));
				transcript.note("keys", statement::getGeneratedKeys);
				transcript.note("indexes", () -> statement.executeUpdate(insert, new int[] { 1 }));
				transcript.note("keys by index", statement::getGeneratedKeys);
				transcript.note("execute", () -> statement.execute(insert, new String[] { "id" }));
				transcript.note("keys of execute", statement::getGeneratedKeys);
				transcript.note("no such column", () -> statement.executeUpdate(insert, new String[] { "nowhere" }));
			}
			try (PreparedStatement prepared = connection.prepareStatement(insert, new String[] { "id" })) {
				transcript.note("prepared", prepared::executeUpdate);
				transcript.note("keys of prepared", prepared::getGeneratedKeys);
				prepared.addBatch();
				prepared.addBatch();
				transcript.note("batch", prepared::executeBatch);
				transcript.note("keys of batch", prepared::getGeneratedKeys);
			}
		});
	}

	@Test
	void batches() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			execute(connection, TABLE);
			try (Statement statement = connection.createStatement()) {
				statement.addBatch("insert into item (name) values ('a'), ('b')");
				statement.addBatch("update item set price = 3");
				transcript.note("batch", statement::executeBatch);
				transcript.note("empty batch", statement::executeBatch);
				transcript.note("empty large batch", statement::executeLargeBatch);
				statement.addBatch("insert into item (name) values ('c')");
				statement.addBatch("insert into item (name) values ('a')");
				statement.addBatch("insert into item (name) values ('d')");
				transcript.note("batch with failure", statement::executeLargeBatch);
				statement.addBatch("select 1");
				transcript.note("batch with query", statement::executeBatch);
				statement.addBatch("insert into item (name) values ('never')");
				statement.clearBatch();
				transcript.note("cleared batch", statement::executeBatch);
			}
			try (PreparedStatement prepared = connection.prepareStatement("insert into item (name) values (?)")) {
				for (String name : List.of("e", "f", "a", "g")) {
					prepared.setString(1, name);
					prepared.addBatch();
				}
				transcript.note("prepared batch with failure", prepared::executeBatch);
				prepared.setString(1, "h");
				prepared.addBatch();
				transcript.note("prepared batch", prepared::executeLargeBatch);
				transcript.run("text in a prepared batch", () -> prepared.addBatch("select 1"));
			}
			transcript.note("left", () -> connection.createStatement().executeQuery("select name, price from item"));
		});
	}

	@Test
	void calls() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			execute(connection, "create function pg_temp.twice(x int) returns int as 'select 2 * x' language sql",
					"create procedure pg_temp.swap(inout a int, inout b text) as 'select 2, ''out''' language sql",
					"create function pg_temp.parts(x numeric, out low int, out high numeric, out list int[])"
							+ " as 'select 1, x, array[1, 2]' language sql");
			try (CallableStatement twice = connection.prepareCall("{? = call pg_temp.twice(?)}")) {
				twice.registerOutParameter(1, Types.INTEGER);
				twice.setInt(2, 21);
				transcript.note("function", twice::execute);
				transcript.note("getInt", () -> twice.getInt(1));
				transcript.note("getObject", () -> twice.getObject(1));
				transcript.note("getString", () -> twice.getString(1));
				transcript.note("getLong by name", () -> twice.getLong("y"));
				transcript.note("wasNull", twice::wasNull);
			}
			try (CallableStatement parts = connection.prepareCall("{call pg_temp.parts(?, ?, ?, ?)}")) {
				parts.setBigDecimal(1, new BigDecimal("7.25"));
				parts.registerOutParameter(2, Types.INTEGER);
				parts.registerOutParameter(3, Types.NUMERIC);
				parts.registerOutParameter(4, Types.ARRAY);
				transcript.note("getInt before", () -> parts.getInt(2));
				transcript.note("out parameters", parts::execute);
				transcript.note("low", () -> parts.getInt(2));
				transcript.note("high", () -> parts.getBigDecimal(3));
				transcript.note("list", () -> parts.getArray(4));
				transcript.note("list as object", () -> parts.getObject(4));
				transcript.note("list of a class", () -> parts.getObject(4, Array.class));
			}
			try (CallableStatement swap = connection.prepareCall("call pg_temp.swap(?, ?)")) {
				swap.setInt(1, 1);
				swap.setString(2, "in");
				swap.registerOutParameter(1, Types.INTEGER);
				swap.registerOutParameter(2, Types.VARCHAR);
				transcript.note("procedure", swap::execute);
				transcript.note("a", () -> swap.getInt(1));
				transcript.note("b", () -> swap.getString(2));
			}
			transcript.note("no such function", () -> connection.prepareCall("{call nowhere(1)}").execute());
		});
	}

	@Test
	void settingsOfStatements() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE,
					ResultSet.CONCUR_UPDATABLE, ResultSet.CLOSE_CURSORS_AT_COMMIT);
			readAll(transcript, statement);
			statement.setMaxRows(3);
			statement.setFetchSize(2);
			statement.setQueryTimeout(7);
			statement.setPoolable(true);
			statement.setEscapeProcessing(false);
			statement.setFetchDirection(ResultSet.FETCH_REVERSE);
			statement.closeOnCompletion();
			transcript.run("setMaxFieldSize", () -> statement.setMaxFieldSize(-1));
			transcript.run("setCursorName", () -> statement.setCursorName("mine"));
			transcript.run("setLargeMaxRows", () -> statement.setLargeMaxRows(5));
			readAll(transcript, statement);
			transcript.note("limited", () -> statement.executeQuery("select * from generate_series(1, 9)"));
			transcript.note("enquoteLiteral", () -> statement.enquoteLiteral("it's"));
			transcript.note("enquoteIdentifier", () -> statement.enquoteIdentifier("a\"b", true));
			transcript.note("isSimpleIdentifier", () -> statement.isSimpleIdentifier("a b"));
			statement.close();
			readAll(transcript, statement);
			transcript.note("execute closed", () -> statement.execute("select 1"));
		});
	}

	private static void readAll(Transcript transcript, Statement statement) {
		transcript.callAll(Statement.class, statement,
				(method) -> method.getParameterCount() == 0
						&& (method.getName().startsWith("get") || method.getName().startsWith("is")),
				(method) -> new Object[0]);
	}

	@Test
	void warnings() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			try (Statement statement = connection.createStatement()) {
				statement.execute("do 'begin raise warning ''first''; raise warning ''second''; end'");
				transcript.note("getWarnings", statement::getWarnings);
				statement.clearWarnings();
				transcript.note("cleared", statement::getWarnings);
				ResultSet rows = statement.executeQuery("select 1");
				transcript.note("of the result", rows::getWarnings);
				transcript.run("clearWarnings", rows::clearWarnings);
			}
			transcript.note("of the connection", connection::getWarnings);
			transcript.run("clearWarnings", connection::clearWarnings);
		});
	}

}
