package io.github.connectionpool.internal.jdbc;

import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.github.connectionpool.internal.jdbc.Transcript.assertSameAsBare;

/**
 * Result sets made from a handle move and change rows as those of a bare connection do.
 */
class ResultSetsSameAsBareTests {

	private static void createItems(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("create temp table item (id int primary key, name text, price numeric, data bytea);"
					+ "insert into item values (1, 'a', 1.5, '\\x01'), (2, 'b', 2.5, null), (3, 'c', 3.5, '\\x03')");
		}
	}

	private static void notePlace(Transcript transcript, ResultSet rows) {
		transcript.note("getRow", rows::getRow);
		transcript.note("isBeforeFirst", rows::isBeforeFirst);
		transcript.note("isFirst", rows::isFirst);
		transcript.note("isLast", rows::isLast);
		transcript.note("isAfterLast", rows::isAfterLast);
	}

	@Test
	void movesOfAScrollableResult() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			try (Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE,
					ResultSet.CONCUR_READ_ONLY);
					ResultSet rows = statement.executeQuery("select * from generate_series(1, 9) n")) {
				notePlace(transcript, rows);
				transcript.note("last", rows::last);
				notePlace(transcript, rows);
				transcript.note("previous", rows::previous);
				transcript.note("value", () -> rows.getInt("n"));
				transcript.note("absolute", () -> rows.absolute(4));
				transcript.note("relative", () -> rows.relative(-2));
				transcript.note("value", () -> rows.getInt(1));
				transcript.note("absolute from the end", () -> rows.absolute(-1));
				transcript.note("next", rows::next);
				notePlace(transcript, rows);
				transcript.note("value after the end", () -> rows.getInt(1));
				transcript.run("beforeFirst", rows::beforeFirst);
				notePlace(transcript, rows);
				transcript.note("first", rows::first);
				notePlace(transcript, rows);
				transcript.run("afterLast", rows::afterLast);
				notePlace(transcript, rows);
				transcript.run("setFetchDirection", () -> rows.setFetchDirection(ResultSet.FETCH_REVERSE));
				transcript.note("getFetchDirection", rows::getFetchDirection);
				transcript.run("setFetchSize", () -> rows.setFetchSize(3));
				transcript.note("getFetchSize", rows::getFetchSize);
				transcript.note("getType", rows::getType);
				transcript.note("getConcurrency", rows::getConcurrency);
				transcript.note("getHoldability", rows::getHoldability);
				transcript.note("getCursorName", rows::getCursorName);
			}
		});
	}

	@Test
	void movesOfAForwardOnlyResult() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("select * from generate_series(1, 3) n")) {
				transcript.note("next", rows::next);
				transcript.note("previous", rows::previous);
				transcript.note("first", rows::first);
				transcript.note("last", rows::last);
				transcript.note("absolute", () -> rows.absolute(1));
				transcript.note("relative", () -> rows.relative(1));
				transcript.run("beforeFirst", rows::beforeFirst);
				transcript.run("afterLast", rows::afterLast);
				transcript.run("updateInt", () -> rows.updateInt(1, 1));
				transcript.run("deleteRow", rows::deleteRow);
				transcript.run("moveToInsertRow", rows::moveToInsertRow);
			}
		});
	}

	@Test
	void rowsInPortions() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement()) {
				statement.setFetchSize(2);
				ResultSet rows = statement.executeQuery("select n, 6 / (6 - n) from generate_series(1, 9) n");
				for (int i = 0; i < 8; i++) {
					transcript.note("next", rows::next);
					transcript.note("value", () -> rows.getInt(1));
				}
				connection.rollback();
				transcript.note("next after rollback", rows::next);
			}
		});
	}

	@Test
	void changesOfRows() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			createItems(connection);
			try (Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE,
					ResultSet.CONCUR_UPDATABLE);
					ResultSet rows = statement.executeQuery("select id, name, price, data from item order by id")) {
				rows.next();
				rows.updateString("name", "A");
				rows.updateBigDecimal("price", new BigDecimal("10.25"));
				transcript.run("updateRow", rows::updateRow);
				transcript.note("rowUpdated", rows::rowUpdated);
				rows.updateString(2, "cancelled");
				transcript.run("cancelRowUpdates", rows::cancelRowUpdates);
				transcript.note("name", () -> rows.getString("name"));
				rows.next();
				rows.updateBytes("data", new byte[] { 9 });
				rows.updateNull("name");
				transcript.run("updateRow", rows::updateRow);
				transcript.run("refreshRow", rows::refreshRow);
				transcript.run("deleteRow", rows::deleteRow);
				transcript.note("rowDeleted", rows::rowDeleted);
				transcript.run("moveToInsertRow", rows::moveToInsertRow);
				rows.updateInt(1, 4);
				rows.updateObject(2, "d");
				transcript.run("insertRow", rows::insertRow);
				transcript.note("rowInserted", rows::rowInserted);
				rows.updateInt(1, 1);
				transcript.run("insertRow twice", rows::insertRow);
				transcript.run("moveToCurrentRow", rows::moveToCurrentRow);
				notePlace(transcript, rows);
				transcript.run("updateRowId", () -> rows.updateRowId(1, null));
				transcript.run("updateNClob", () -> rows.updateNClob(1, (NClob) null));
			}
			transcript.note("left", () -> connection.createStatement().executeQuery("select * from item order by id"));
		});
	}

	@Test
	void cursorsReturnedByAFunction() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			connection.setAutoCommit(false);
			createItems(connection);
			try (Statement statement = connection.createStatement()) {
				statement.execute("create function pg_temp.items() returns refcursor as '"
						+ "declare c refcursor; begin open c for select id, name from item; return c; end'"
						+ " language plpgsql");
			}
			for (String sql : List.of("{? = call pg_temp.items()}", "{? = call pg_temp.items() }")) {
				try (CallableStatement call = connection.prepareCall(sql)) {
					call.registerOutParameter(1, Types.REF_CURSOR);
					transcript.note("execute", call::execute);
					transcript.note("getObject", () -> call.getObject(1));
					transcript.note("getObject again", () -> call.getObject(1));
					transcript.note("getObject of a class", () -> call.getObject(1, ResultSet.class));
				}
			}
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("select pg_temp.items()")) {
				row.next();
				transcript.note("getObject of a column", () -> row.getObject(1));
				transcript.note("getObject of a named column", () -> row.getObject("items"));
			}
		});
	}

	@Test
	void resultsOfWhatIsClosed() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			Statement first = connection.createStatement();
			ResultSet ofFirst = first.executeQuery("select 1");
			ResultSet ofSecond = connection.createStatement().executeQuery("select 2");
			first.executeQuery("select 3");
			transcript.note("closed by the next execution", ofFirst::isClosed);
			transcript.note("next", ofFirst::next);
			connection.close();
			transcript.note("statement closed with the connection", first::isClosed);
			transcript.note("result closed with the connection", ofSecond::isClosed);
			transcript.note("next", ofSecond::next);
			transcript.note("execute", () -> first.execute("select 1"));
			transcript.note("getConnection", first::getConnection);
			transcript.note("getStatement", ofSecond::getStatement);
			transcript.note("getStatement of a closed result", ofFirst::getStatement);
			transcript.run("close", ofSecond::close);
			transcript.run("close", first::close);
		});
	}

}
