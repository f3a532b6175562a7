package io.github.connectionpool.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PGobject;

import static io.github.connectionpool.internal.jdbc.Transcript.assertSameAsBare;

/**
 * Values that are read and written through a handle are those that a bare connection of
 * the pool reads and writes.
 */
class ValuesSameAsBareTests {

	private static final String VALUES = """
			select 1::int2 small, 42 whole, 9876543210 large, 1.5::float4 single, 2.25::float8 twice,
			12345.6789::numeric(12, 4) exact, 'NaN'::numeric undefined, true yes, 'x'::char one, 'text'::text words,
			'varied'::varchar(10) varied, 'padded'::char(8) padded, '\\x00ff10'::bytea bytes,
			date '2026-11-21' today, time '02:47:11.123' moment, timetz '02:47:11+02' zoned_moment,
			timestamp '2026-11-21 02:47:11.123456' local_stamp, timestamptz '2026-11-21 02:47:11.5+01' stamp,
			interval '1 day 2 hours' span, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid id,
			'{"a": [1, 2]}'::json document, '{"b": null}'::jsonb binary_document, '<a>b</a>'::xml markup,
			array[1, 2, null]::int[] numbers, array['a', 'b,c']::text[] names, array[[1, 2], [3, 4]] matrix,
			point(1, 2) place, '192.168.0.1/24'::inet address, B'101'::bit(3) bits, int4range(1, 5) between_them,
			19.99::money price, row(1, 'a') pair, '12'::text digits, '2026-11-21'::text day_text, 't'::text flag,
			null::text nothing, null::int no_number, null::bytea no_bytes, null::int[] no_numbers""";

	private static final List<Class<?>> CLASSES = List.of(String.class, Integer.class, Long.class, BigDecimal.class,
			Boolean.class, Double.class, byte[].class, UUID.class, Date.class, Time.class, Timestamp.class,
			LocalDate.class, LocalTime.class, LocalDateTime.class, OffsetDateTime.class, Instant.class, Array.class,
			SQLXML.class, Blob.class, Clob.class, PGobject.class, Object.class, ResultSet.class, Calendar.class);

	private static Calendar utc() {
		Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
		calendar.setTimeInMillis(1_000_000_000_000L);
		return calendar;
	}

	private static boolean isGetter(Method method) {
		return method.getName().startsWith("get") && method.getParameterCount() > 0;
	}

	private static @Nullable Object @Nullable [] arguments(Method method, Object column) {
		Class<?>[] types = method.getParameterTypes();
		if (types[0] != ((column instanceof Integer) ? int.class : String.class)) {
			return null;
		}
		if (types.length == 1) {
			return new Object[] { column };
		}
		if (types[1] == Calendar.class) {
			return new Object[] { column, utc() };
		}
		return (types[1] == Map.class) ? new Object[] { column, new HashMap<>() } : null;
	}

	@Test
	void everyGetterOfAResultSetByIndexAndByName() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(VALUES)) {
				transcript.note("columns", row::getMetaData);
				transcript.note("next", row::next);
				for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
					Object index = i;
					Object name = row.getMetaData().getColumnLabel(i);
					transcript.callAll(ResultSet.class, row, ValuesSameAsBareTests::isGetter,
							(method) -> arguments(method, index));
					transcript.note("wasNull " + index, row::wasNull);
					transcript.callAll(ResultSet.class, row, ValuesSameAsBareTests::isGetter,
							(method) -> arguments(method, name));
					transcript.note("findColumn " + name, () -> row.findColumn((String) name));
				}
			}
		});
	}

	@Test
	void objectsOfEveryClass() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(VALUES)) {
				row.next();
				for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
					int index = i;
					String name = row.getMetaData().getColumnLabel(i);
					for (Class<?> type : CLASSES) {
						transcript.note("getObject " + name + " " + type, () -> row.getObject(index, type));
						transcript.note("getObject " + name + " " + type, () -> row.getObject(name, type));
					}
				}
			}
		});
	}

	@Test
	void everyGetterWithoutARow() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			try (Statement statement = connection.createStatement()) {
				ResultSet row = statement.executeQuery(VALUES);
				transcript.callAll(ResultSet.class, row, ValuesSameAsBareTests::isGetter,
						(method) -> arguments(method, 1));
				row.next();
				transcript.callAll(ResultSet.class, row, ValuesSameAsBareTests::isGetter,
						(method) -> arguments(method, "no_such_column"));
				row.close();
				transcript.callAll(ResultSet.class, row, ValuesSameAsBareTests::isGetter,
						(method) -> arguments(method, 1));
				transcript.callAll(ResultSet.class, row,
						(method) -> method.getParameterCount() == 0 && !method.getName().equals("close"),
						(method) -> new Object[0]);
			}
		});
	}

	@Test
	void arraysOfArraysAndTheirRows() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(VALUES)) {
				row.next();
				for (String name : List.of("numbers", "names", "matrix")) {
					Array array = row.getArray(name);
					transcript.note("getResultSet " + name, array::getResultSet);
					transcript.note("part of " + name, () -> array.getArray(1, 2));
					transcript.note("rows of a part of " + name, () -> array.getResultSet(2, 1));
					array.free();
					transcript.note("freed " + name, array::getArray);
				}
			}
		});
	}

	@Test
	void largeObjects() throws Exception {
		assertSameAsBare((connection, transcript) -> {
			connection.setAutoCommit(false);
			try (PreparedStatement insert = connection
				.prepareStatement("create temp table file (id int, content oid) on commit drop")) {
				insert.execute();
			}
			try (PreparedStatement insert = connection.prepareStatement("insert into file values (?, ?)")) {
				insert.setInt(1, 1);
				insert.setBlob(2, new ByteArrayInputStream(new byte[] { 1, 2, 3 }));
				transcript.note("stream", insert::executeUpdate);
				insert.setInt(1, 2);
				insert.setBlob(2, new ByteArrayInputStream(new byte[] { 4, 5, 2, 7, 8 }), 4);
				transcript.note("part of a stream", insert::executeUpdate);
				insert.setInt(1, 3);
				insert.setBlob(2, new SerialBlob(new byte[] { 2, 9 }));
				transcript.note("blob", insert::executeUpdate);
				insert.setInt(1, 4);
				insert.setClob(2, new SerialClob("text".toCharArray()));
				transcript.note("clob", insert::executeUpdate);
			}
			transcript.note("createBlob", connection::createBlob);
			transcript.note("createClob", connection::createClob);
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("select content from file order by id")) {
				for (int i = 1; row.next(); i++) {
					transcript.note("blob " + i, () -> row.getBlob(1));
					transcript.note("clob " + i, () -> row.getClob(1));
					transcript.note("stream " + i, () -> row.getBlob(1).getBinaryStream());
					transcript.note("position " + i, () -> row.getBlob(1).position(new byte[] { 2 }, 1));
					transcript.run("truncate " + i, () -> row.getBlob(1).truncate(1));
					transcript.note("truncated " + i, () -> row.getBlob("content"));
				}
			}
			connection.rollback();
		});
	}

	@Test
	void everyKindOfParameter() throws Exception {
		String sql = "select " + "?::text, ".repeat(12) + "?, ?, ?, ?, ?, ?, ?, ?, ?, ?";
		assertSameAsBare((connection, transcript) -> {
			try (PreparedStatement query = connection.prepareStatement(sql)) {
				transcript.note("parameters", query::getParameterMetaData);
				query.setString(1, "a");
				query.setInt(2, 2);
				query.setLong(3, 3);
				query.setShort(4, (short) 4);
				query.setByte(5, (byte) 5);
				query.setBoolean(6, true);
				query.setDouble(7, 7.5);
				query.setFloat(8, 8.5f);
				query.setBigDecimal(9, new BigDecimal("9.75"));
				query.setNull(10, Types.VARCHAR);
				query.setObject(11, UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
				query.setCharacterStream(12, new StringReader("read"));
				query.setDate(13, Date.valueOf("2026-11-21"));
				query.setTime(14, Time.valueOf("02:47:11"), utc());
				query.setTimestamp(15, Timestamp.valueOf("2026-11-21 02:47:11.5"));
				query.setTimestamp(16, Timestamp.valueOf("2026-11-21 02:47:11.5"), utc());
				query.setBytes(17, new byte[] { 1, 2 });
				query.setBinaryStream(18, new ByteArrayInputStream("bytes".getBytes(StandardCharsets.UTF_8)));
				query.setArray(19, connection.createArrayOf("int4", new Object[] { 1, null, 3 }));
				query.setObject(20, LocalDate.of(2026, 11, 21));
				query.setObject(21, "22", Types.INTEGER);
				query.setObject(22, "23.5", Types.NUMERIC, 1);
				transcript.note("query", query::executeQuery);
				transcript.note("prepared text", query::toString);
				transcript.note("columns", query::getMetaData);
				transcript.run("setObject", () -> query.setObject(22, "23.5", JDBCType.NUMERIC));
				transcript.run("setURL", () -> query.setURL(1, new URL("http://localhost")));
				transcript.run("setRowId", () -> query.setRowId(1, null));
				transcript.run("setObject of no SQL type", () -> query.setObject(1, new Object()));
				transcript.run("setInt beyond", () -> query.setInt(23, 1));
				query.clearParameters();
				transcript.note("cleared", query::executeQuery);
			}
			xml(connection, transcript);
		});
	}

	private static void xml(Connection connection, Transcript transcript) throws SQLException {
		SQLXML xml = connection.createSQLXML();
		xml.setString("<a>b</a>");
		try (PreparedStatement query = connection.prepareStatement("select ?")) {
			query.setSQLXML(1, xml);
			transcript.note("xml", query::executeQuery);
		}
	}

}
