package io.github.connectionpool.internal.pgbouncer.console;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a console's table by the names of their columns, which differ from version to
 * version. At most so many are kept.
 */
final class ConsoleRows {

	/** There may be a pool for each user of each database. */
	static final int MOST = 1000;

	private final List<Map<String, String>> rows = new ArrayList<>();

	private ConsoleRows() {
	}

	static ConsoleRows read(ResultSet table) throws SQLException {
		ConsoleRows read = new ConsoleRows();
		ResultSetMetaData columns = table.getMetaData();
		while (read.rows.size() < MOST && table.next()) {
			Map<String, String> row = new HashMap<>();
			for (int i = 1; i <= columns.getColumnCount(); i++) {
				String value = table.getString(i);
				if (value != null) {
					row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value);
				}
			}
			read.rows.add(row);
		}
		return read;
	}

	<T extends @Nullable Object> List<T> map(Function<Row, T> mapper) {
		return this.rows.stream().map(Row::new).map(mapper).toList();
	}

	/** One row. A value that is missing or of an unexpected kind is null. */
	record Row(Map<String, String> values) {

		@Nullable String text(String column) {
			return this.values.get(column);
		}

		String name(String column) {
			return this.values.getOrDefault(column, "");
		}

		@Nullable Long number(String column) {
			String value = this.values.get(column);
			return (value != null && value.matches("-?\\d{1,18}")) ? Long.valueOf(value) : null;
		}

		@Nullable Integer count(String column) {
			Long number = number(column);
			return (number != null) ? (int) Math.min(number, Integer.MAX_VALUE) : null;
		}

		int countOrZero(String... columns) {
			int sum = 0;
			for (String column : columns) {
				Integer count = count(column);
				sum += (count != null) ? count : 0;
			}
			return sum;
		}

		@Nullable Duration micros(String column) {
			Long micros = number(column);
			return (micros != null)
					? Duration.ofNanos(Math.multiplyExact(Math.min(micros, Long.MAX_VALUE / 1000), 1000L)) : null;
		}

		boolean flag(String column) {
			String value = this.values.get(column);
			return "1".equals(value) || "t".equals(value) || "true".equals(value);
		}

	}

}
