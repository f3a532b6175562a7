package io.github.connectionpool.internal.jdbc;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import static io.github.connectionpool.internal.jdbc.Transcript.assertSameAsBare;
import static io.github.connectionpool.internal.jdbc.Transcript.assertSameAsBareWithEviction;

/**
 * A handle answers as a bare connection of the pool does.
 */
class ConnectionSameAsBareTests {

	private static final Set<String> ENDING = Set.of("close", "abort");

	private static boolean isWithoutParameters(Method method) {
		return method.getParameterCount() == 0 && !ENDING.contains(method.getName());
	}

	private static void readAll(Transcript transcript, Connection connection) {
		transcript.callAll(Connection.class, connection,
				(method) -> isWithoutParameters(method)
						&& (method.getName().startsWith("get") || method.getName().startsWith("is")),
				(method) -> new Object[0]);
	}

	@Test
	void everyMethodWithoutParameters() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			transcript.callAll(Connection.class, connection, ConnectionSameAsBareTests::isWithoutParameters,
					(method) -> new Object[0]);
			connection.setAutoCommit(false);
			transcript.callAll(Connection.class, connection, ConnectionSameAsBareTests::isWithoutParameters,
					(method) -> new Object[0]);
		});
	}

	@Test
	void everyMethodAfterClose() throws Exception {
		Savepoint savepoint = new NoSavepoint();
		assertSameAsBare((connection, transcript) -> {
			connection.close();
			transcript.callAll(Connection.class, connection, (method) -> !ENDING.contains(method.getName()),
					(method) -> {
						Object[] arguments = new Object[method.getParameterCount()];
						for (int i = 0; i < arguments.length; i++) {
							arguments[i] = argument(method.getParameterTypes()[i], savepoint);
						}
						return arguments;
					});
			transcript.run("abort", () -> connection.abort(Runnable::run));
			transcript.run("close again", connection::close);
		});
	}

	private static Object argument(Class<?> type, Savepoint savepoint) {
		if (type == int.class) {
			return 1;
		}
		if (type == boolean.class) {
			return true;
		}
		if (type == String.class) {
			return "select";
		}
		if (type == Class.class) {
			return PGConnection.class;
		}
		if (type == Savepoint.class) {
			return savepoint;
		}
		if (type == Properties.class) {
			return new Properties();
		}
		if (type == Map.class) {
			return new HashMap<>();
		}
		if (type == Executor.class) {
			return (Executor) Runnable::run;
		}
		if (type == ShardingKey.class) {
			return new ShardingKey() {
			};
		}
		return type.isArray() ? Array.newInstance(type.getComponentType(), 1) : type;
	}

	@Test
	void settings() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			readAll(transcript, connection);
			transcript.run("setReadOnly", () -> connection.setReadOnly(true));
			transcript.run("setTransactionIsolation",
					() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
			transcript.run("wrong isolation", () -> connection.setTransactionIsolation(77));
			transcript.run("setSchema", () -> connection.setSchema("pg_catalog"));
			transcript.run("setCatalog", () -> connection.setCatalog("postgres"));
			transcript.run("setHoldability", () -> connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT));
			transcript.run("setNetworkTimeout", () -> connection.setNetworkTimeout(Runnable::run, 12345));
			transcript.run("wrong timeout", () -> connection.setNetworkTimeout(Runnable::run, -1));
			transcript.run("setTypeMap", () -> connection.setTypeMap(new HashMap<>()));
			readAll(transcript, connection);
			transcript.note("nativeSQL", () -> connection.nativeSQL("select {d '2026-11-21'}"));
			transcript.note("isValid", () -> connection.isValid(5));
			transcript.note("isValid with no sense", () -> connection.isValid(-1));
			transcript.note("insert when read only",
					() -> connection.createStatement().execute("create table never (id int)"));
			transcript.note("createArrayOf", () -> connection.createArrayOf("text", new Object[] { "a", null }));
			transcript.note("createStruct", () -> connection.createStruct("pair", new Object[] { 1 }));
			transcript.note("wrong type of array", () -> connection.createArrayOf("nothing", new Object[0]));
			ShardingKey key = new ShardingKey() {
			};
			transcript.run("setShardingKey", () -> connection.setShardingKey(key));
			transcript.run("setShardingKey with two", () -> connection.setShardingKey(key, key));
			transcript.note("setShardingKeyIfValid", () -> connection.setShardingKeyIfValid(key, 1));
			transcript.note("setShardingKeyIfValid with two", () -> connection.setShardingKeyIfValid(key, key, 1));
			transcript.run("beginRequest", connection::beginRequest);
			transcript.run("endRequest", connection::endRequest);
			transcript.note("wrong type of result", () -> connection.createStatement(1, 2));
		});
	}

	@Test
	void clientInfo() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			transcript.note("getClientInfo", () -> connection.getClientInfo("ApplicationName"));
			transcript.run("setClientInfo", () -> connection.setClientInfo("ApplicationName", "shop"));
			transcript.note("getClientInfo", () -> connection.getClientInfo("ApplicationName"));
			transcript.note("seen by the server",
					() -> connection.createStatement().executeQuery("select current_setting('application_name')"));
			Properties properties = new Properties();
			properties.setProperty("ApplicationName", "cart");
			transcript.run("setClientInfo of all", () -> connection.setClientInfo(properties));
			transcript.note("getClientInfo of all", connection::getClientInfo);
			transcript.run("unknown", () -> connection.setClientInfo("Nothing", "1"));
			transcript.note("warnings", connection::getWarnings);
		});
	}

	@Test
	void transactions() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			transcript.run("commit in auto-commit", connection::commit);
			transcript.run("rollback in auto-commit", connection::rollback);
			transcript.note("savepoint in auto-commit", connection::setSavepoint);
			Statement statement = connection.createStatement();
			statement.execute("create temp table entry (id int)");
			connection.setAutoCommit(false);
			statement.execute("insert into entry values (1)");
			Savepoint named = connection.setSavepoint("before");
			statement.execute("insert into entry values (2)");
			Savepoint unnamed = connection.setSavepoint();
			transcript.note("failure", () -> statement.execute("insert into nowhere values (3)"));
			transcript.note("after failure", () -> statement.execute("select 1"));
			transcript.run("rollback to savepoint", () -> connection.rollback(unnamed));
			transcript.note("entries", () -> statement.executeQuery("select * from entry"));
			transcript.run("rollback to named savepoint", () -> connection.rollback(named));
			transcript.run("release", () -> connection.releaseSavepoint(named));
			transcript.run("rollback to released", () -> connection.rollback(named));
			transcript.run("rollback", connection::rollback);
			statement.execute("insert into entry values (4)");
			transcript.run("commit", connection::commit);
			statement.execute("insert into entry values (5)");
			transcript.run("setAutoCommit", () -> connection.setAutoCommit(true));
			transcript.note("entries", () -> statement.executeQuery("select * from entry"));
			connection.setAutoCommit(false);
			statement.execute("create temp table late (id int primary key deferrable initially deferred)");
			statement.execute("insert into late values (1), (1)");
			transcript.run("commit that fails", connection::commit);
			transcript.note("isolation in a transaction", () -> {
				statement.execute("select 1");
				connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
				return connection.getTransactionIsolation();
			});
		});
	}

	@Test
	void evictionAtAnExceptionThatThePoolTakesForABrokenConnection() throws Exception {
		assertSameAsBareWithEviction((connection, transcript) -> {
			Statement statement = connection.createStatement();
			ResultSet rows = statement.executeQuery("select 1");
			transcript.note("terminated", () -> statement.execute("select pg_terminate_backend(pg_backend_pid())"));
			transcript.note("isClosed", connection::isClosed);
			transcript.note("next", rows::next);
			transcript.note("statement again", () -> statement.execute("select 1"));
			transcript.note("another statement", connection::createStatement);
			transcript.run("rollback", connection::rollback);
		});
	}

	@Test
	void abort() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			Statement statement = connection.createStatement();
			transcript.run("abort without executor", () -> connection.abort(null));
			transcript.run("abort", () -> connection.abort(Runnable::run));
			transcript.note("isClosed", connection::isClosed);
			transcript.note("isValid", () -> connection.isValid(1));
			transcript.note("statement", () -> statement.execute("select 1"));
			transcript.run("abort again", () -> connection.abort(Runnable::run));
			transcript.run("close", connection::close);
			transcript.note("isClosed", connection::isClosed);
		});
	}

	/** A savepoint of no driver. */
	private static final class NoSavepoint implements Savepoint {

		@Override
		public int getSavepointId() {
			return 1;
		}

		@Override
		public String getSavepointName() {
			return "none";
		}

	}

}
