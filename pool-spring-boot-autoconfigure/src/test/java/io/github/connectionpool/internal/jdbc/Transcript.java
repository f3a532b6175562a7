package io.github.connectionpool.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes down, as text, what comes back from the calls on a connection, exceptions
 * included, so that a bare and a monitored connection can be compared.
 */
final class Transcript {

	private final List<String> lines = new ArrayList<>();

	/**
	 * Play on a bare connection and on a monitored one, both new, and compare what they
	 * say.
	 */
	static void assertSameAsBare(Script script) throws Exception {
		assertSameAsBare(script, (hikari) -> hikari.setExceptionOverride(new NeverEvict()));
	}

	/** The same with the pool as HikariCP makes it, which evicts at some exceptions. */
	static void assertSameAsBareWithEviction(Script script) throws Exception {
		assertSameAsBare(script, (hikari) -> {
		});
	}

	private static void assertSameAsBare(Script script, Consumer<HikariDataSource> settings) throws Exception {
		try (MonitoredHikari pool = MonitoredHikari.with(settings)) {
			Transcript bare = new Transcript();
			Transcript monitored = new Transcript();
			try (Connection connection = pool.hikari.getConnection()) {
				script.play(connection, bare);
			}
			pool.hikari.getHikariPoolMXBean().softEvictConnections();
			try (Connection connection = pool.borrow()) {
				assertThat(connection).isInstanceOf(MonitoredConnection.class);
				script.play(connection, monitored);
			}
			assertThat(bare.lines).isNotEmpty();
			assertThat(monitored.lines).containsExactlyElementsOf(bare.lines);
		}
	}

	void note(String call, Callable<@Nullable Object> action) {
		String outcome;
		try {
			outcome = text(action.call());
		}
		catch (InvocationTargetException ex) {
			outcome = text(ex.getTargetException());
		}
		catch (Exception ex) {
			outcome = text(ex);
		}
		this.lines.add((call + ": " + outcome).replaceAll("@\\p{XDigit}+", "@"));
	}

	void run(String call, Action action) {
		note(call, () -> {
			action.run();
			return "done";
		});
	}

	/**
	 * Call every method of an interface that qualifies and for which there are arguments.
	 */
	void callAll(Class<?> type, Object target, Predicate<Method> qualifies, Arguments arguments) {
		Arrays.stream(type.getMethods())
			.filter(qualifies)
			.sorted(Comparator.comparing(Method::toString))
			.forEach((method) -> {
				@Nullable Object @Nullable [] given = arguments.of(method);
				if (given != null) {
					note(method.getName() + Arrays.deepToString(given), () -> method.invoke(target, given));
				}
			});
	}

	private static String text(@Nullable Object value) throws Exception {
		if (value == null) {
			return "null";
		}
		if (value instanceof Throwable ex) {
			return text(ex);
		}
		if (value instanceof byte[] bytes) {
			return HexFormat.of().formatHex(bytes);
		}
		if (value instanceof Object[] array) {
			return value.getClass().getSimpleName() + Arrays.deepToString(array);
		}
		if (value.getClass().isArray()) {
			return Arrays.deepToString(new Object[] { value });
		}
		if (value instanceof Map<?, ?> map) {
			return new TreeMap<Object, Object>(map).toString();
		}
		return productText(value);
	}

	private static String productText(Object value) throws Exception {
		if (value instanceof InputStream stream) {
			return "stream " + HexFormat.of().formatHex(stream.readAllBytes());
		}
		if (value instanceof Reader reader) {
			StringWriter writer = new StringWriter();
			reader.transferTo(writer);
			return "reader " + writer;
		}
		if (value instanceof Blob blob) {
			return "blob " + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
		}
		if (value instanceof Clob clob) {
			return "clob " + clob.getSubString(1, (int) clob.length());
		}
		if (value instanceof Array array) {
			return "array of " + array.getBaseTypeName() + " " + text(array.getArray());
		}
		if (value instanceof SQLXML xml) {
			return "xml " + xml.getString();
		}
		if (value instanceof ResultSet resultSet) {
			return "rows " + rows(resultSet);
		}
		if (value instanceof ResultSetMetaData metaData) {
			return "columns " + columns(metaData);
		}
		if (value instanceof ParameterMetaData metaData) {
			return "parameters " + metaData.getParameterCount();
		}
		if (value instanceof Wrapper || value instanceof Savepoint) {
			return "an object of JDBC";
		}
		return value.getClass().getSimpleName() + " " + value;
	}

	private static List<String> rows(ResultSet resultSet) throws Exception {
		List<String> rows = new ArrayList<>();
		rows.add(columns(resultSet.getMetaData()));
		while (resultSet.next()) {
			List<String> row = new ArrayList<>();
			for (int i = 1; i <= resultSet.getMetaData().getColumnCount(); i++) {
				row.add(text(resultSet.getObject(i)));
			}
			rows.add(row.toString());
		}
		return rows;
	}

	private static String columns(ResultSetMetaData metaData) throws SQLException {
		List<String> columns = new ArrayList<>();
		for (int i = 1; i <= metaData.getColumnCount(); i++) {
			columns.add(metaData.getColumnLabel(i) + " " + metaData.getColumnTypeName(i) + " "
					+ metaData.getColumnClassName(i) + " " + metaData.getTableName(i));
		}
		return columns.toString();
	}

	private static String text(Throwable ex) {
		StringBuilder text = new StringBuilder(ex.getClass().getName()).append(' ').append(ex.getMessage());
		if (ex instanceof SQLException sql) {
			text.append(" state ").append(sql.getSQLState()).append(" code ").append(sql.getErrorCode());
			SQLException next = (ex instanceof SQLWarning warning) ? warning.getNextWarning() : sql.getNextException();
			if (next != null) {
				text.append(" next ").append(text(next));
			}
		}
		if (ex instanceof BatchUpdateException batch) {
			text.append(" counts ").append(Arrays.toString(batch.getUpdateCounts()));
		}
		return text.toString();
	}

	/** So that what follows an exception is about more than a closed connection. */
	private static final class NeverEvict implements SQLExceptionOverride {

		@java.lang.Override
		public Override adjudicate(SQLException ex) {
			return Override.DO_NOT_EVICT;
		}

	}

	/** What is played on a connection. */
	@FunctionalInterface
	interface Script {

		void play(Connection connection, Transcript transcript) throws Exception;

	}

	/** A call that returns nothing. */
	@FunctionalInterface
	interface Action {

		void run() throws Exception;

	}

	/** Chooses the arguments of a call; null if it is not to be made. */
	@FunctionalInterface
	interface Arguments {

		@Nullable Object @Nullable [] of(Method method);

	}

}
