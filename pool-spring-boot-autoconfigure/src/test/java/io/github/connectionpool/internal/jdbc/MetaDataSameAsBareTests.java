package io.github.connectionpool.internal.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.PostgresServer;

import static io.github.connectionpool.internal.jdbc.Transcript.assertSameAsBare;

/**
 * What a handle says of the database is what a bare connection of the pool says.
 */
class MetaDataSameAsBareTests {

	@BeforeAll
	static void createSchema() throws SQLException {
		execute("""
				create schema compared;
				create table compared.customer (id serial primary key, name varchar(20) not null unique);
				create table compared.purchase (id int, line int default 7, customer_id int references compared.customer,
					price numeric(10, 2), tags text[], primary key (id, line));
				comment on table compared.purchase is 'what was bought';
				create index by_price on compared.purchase (price desc);
				create view compared.cheap as select * from compared.purchase where price < 1;
				create type compared.pair as (a int, b text);
				create function compared.twice(x int, out y int) as 'select 2 * x' language sql;
				create procedure compared.forget(x int) as 'delete from compared.purchase where id = x' language sql""");
	}

	@AfterAll
	static void dropSchema() throws SQLException {
		execute("drop schema compared cascade");
	}

	private static void execute(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(PostgresServer.url());
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Test
	void everyMethodWithoutParameters() throws Exception {
		assertSameAsBare((connection, transcript) -> transcript.callAll(DatabaseMetaData.class,
				connection.getMetaData(), (method) -> method.getParameterCount() == 0, (method) -> new Object[0]));
	}

	@Test
	void everyMethodWithParameters() throws Exception {
		Set<String> others = Set.of("unwrap", "isWrapperFor");
		assertSameAsBare(
				(connection, transcript) -> transcript.callAll(DatabaseMetaData.class, connection.getMetaData(),
						(method) -> method.getParameterCount() > 0 && !others.contains(method.getName()),
						MetaDataSameAsBareTests::arguments));
	}

	private static @Nullable Object[] arguments(Method method) {
		Class<?>[] types = method.getParameterTypes();
		@Nullable Object[] arguments = new @Nullable Object[types.length];
		int texts = 0;
		for (int i = 0; i < types.length; i++) {
			if (types[i] == int.class) {
				arguments[i] = ResultSet.TYPE_SCROLL_INSENSITIVE;
			}
			else if (types[i] == boolean.class) {
				arguments[i] = true;
			}
			else if (types[i] == String.class) {
				arguments[i] = text(method.getName(), texts++);
			}
		}
		return arguments;
	}

	/** Catalog, schema, the name of a table or a pattern, patterns. */
	private static @Nullable String text(String method, int position) {
		boolean ofRoutines = method.contains("Function") || method.contains("Procedure");
		return switch (position) {
			case 0 -> null;
			case 1 -> "compared";
			case 2 -> ofRoutines ? "%" : "purchase";
			default -> "%";
		};
	}

	@Test
	void crossReferences() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			DatabaseMetaData metaData = connection.getMetaData();
			transcript.note("getCrossReference",
					() -> metaData.getCrossReference(null, "compared", "customer", null, "compared", "purchase"));
			transcript.note("getColumnPrivileges",
					() -> metaData.getColumnPrivileges(null, "compared", "purchase", "price"));
			transcript.note("getTables",
					() -> metaData.getTables(null, "compared", "%", new String[] { "TABLE", "VIEW" }));
			transcript.note("getUDTs", () -> metaData.getUDTs(null, "compared", "%", null));
		});
	}

	@Test
	void everythingOfColumnsOfAResult() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery(
							"select p.*, c.name as buyer, 1 + 1 from compared.purchase p, compared.customer c")) {
				ResultSetMetaData columns = rows.getMetaData();
				for (int i = 0; i <= columns.getColumnCount() + 1; i++) {
					Object column = i;
					transcript.callAll(ResultSetMetaData.class, columns,
							(method) -> method.getParameterCount() == 1 && method.getParameterTypes()[0] == int.class,
							(method) -> new Object[] { column });
				}
			}
		});
	}

	@Test
	void metadataOfAClosedConnection() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			DatabaseMetaData metaData = connection.getMetaData();
			connection.close();
			transcript.note("getTables", () -> metaData.getTables(null, "compared", "%", null));
			transcript.note("getDatabaseProductName", metaData::getDatabaseProductName);
			transcript.note("getMetaData", connection::getMetaData);
		});
	}

}
