package io.github.connectionpool.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.internal.checkout.Checkout;

import static io.github.connectionpool.TestPools.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handle can be collected when nobody can use it any more, and not before, as a real
 * garbage collector sees it.
 */
class HandleReachabilityTests {

	private static final Map<String, Maker> MAKERS = makers();

	private final MonitoredHikari pool = MonitoredHikari.ofSize(3);

	@AfterEach
	void close() {
		this.pool.close();
	}

	private static Map<String, Maker> makers() {
		Map<String, Maker> makers = new TreeMap<>();
		makers.put("handle", (handle) -> handle);
		makers.put("statement", Connection::createStatement);
		makers.put("prepared statement", (handle) -> handle.prepareStatement("select 1"));
		makers.put("callable statement", (handle) -> handle.prepareCall("{call now()}"));
		makers.put("result", (handle) -> row(handle, "select 1"));
		makers.put("result of a prepared statement", (handle) -> handle.prepareStatement("select 1").executeQuery());
		makers.put("generated keys", (handle) -> {
			Statement statement = handle.createStatement();
			statement.execute("create temp table item (id serial, name text)");
			statement.executeUpdate("insert into item (name) values ('a')", Statement.RETURN_GENERATED_KEYS);
			return statement.getGeneratedKeys();
		});
		makers.put("statement of a result", (handle) -> row(handle, "select 1").getStatement());
		makers.put("metadata", Connection::getMetaData);
		makers.put("result of metadata", (handle) -> handle.getMetaData().getTables(null, null, "pg_class", null));
		makers.put("statement of a result of metadata",
				(handle) -> handle.getMetaData().getTables(null, null, "pg_class", null).getStatement());
		makers.put("cursor", HandleReachabilityTests::cursor);
		makers.put("array", (handle) -> row(handle, "select array[1, 2]").getArray(1));
		makers.put("array as object", (handle) -> row(handle, "select array[1, 2]").getObject(1));
		makers.put("array of a class", (handle) -> row(handle, "select array[1, 2]").getObject(1, Array.class));
		makers.put("created array", (handle) -> handle.createArrayOf("int4", new Object[] { 1 }));
		makers.put("large object", (handle) -> largeObject(handle).getBlob(1));
		makers.put("large object of text", (handle) -> largeObject(handle).getClob(1));
		makers.put("xml", (handle) -> row(handle, "select '<a/>'::xml").getSQLXML(1));
		makers.put("created xml", Connection::createSQLXML);
		makers.put("stream", (handle) -> row(handle, "select '\\x01'::bytea").getBinaryStream(1));
		makers.put("reader", (handle) -> row(handle, "select 'a'").getCharacterStream(1));
		return makers;
	}

	private static ResultSet row(Connection handle, String sql) throws SQLException {
		ResultSet row = handle.createStatement().executeQuery(sql);
		assertThat(row.next()).isTrue();
		return row;
	}

	private static Object cursor(Connection handle) throws SQLException {
		handle.setAutoCommit(false);
		handle.createStatement()
			.execute("create function pg_temp.items() returns refcursor as '"
					+ "declare c refcursor; begin open c for select 1; return c; end' language plpgsql");
		CallableStatement call = handle.prepareCall("{? = call pg_temp.items()}");
		call.registerOutParameter(1, Types.REF_CURSOR);
		call.execute();
		return call.getObject(1);
	}

	private static ResultSet largeObject(Connection handle) throws SQLException {
		handle.setAutoCommit(false);
		handle.createStatement().execute("create temp table file (content oid)");
		PreparedStatement insert = handle.prepareStatement("insert into file values (?)");
		insert.setBlob(1, new ByteArrayInputStream(new byte[] { 1, 2 }));
		insert.execute();
		return row(handle, "select content from file");
	}

	static Set<String> names() {
		return MAKERS.keySet();
	}

	/** In a method of its own, so that no local variable holds the handle. */
	private Held hold(Maker maker) throws SQLException {
		Connection handle = this.pool.borrow();
		return new Held(new WeakReference<>(handle), MonitoredHikari.checkout(handle), maker.make(handle));
	}

	private Held hold(String name) throws SQLException {
		return hold(Objects.requireNonNull(MAKERS.get(name)));
	}

	private void collectGarbage() throws SQLException {
		// gone when a collection has seen what cannot be reached
		Held control = hold((handle) -> null);
		awaitCollected(control);
		control.checkout.pool().returned(control.checkout);
	}

	private static void awaitCollected(Held held) {
		await().pollInterval(Duration.ofMillis(10)).until(() -> {
			System.gc();
			return held.handle.refersTo(null);
		});
	}

	@Test
	void aForgottenHandleIsCollectedWhileItsCheckoutIsOpen() throws SQLException {
		Held held = hold((handle) -> {
			handle.createStatement().executeQuery("select 1").next();
			handle.getMetaData().getTables(null, null, "pg_class", null).next();
			return null;
		});
		awaitCollected(held);
		assertThat(this.pool.pool.ledger().oldestFirst()).containsExactly(held.checkout);
		assertThat(this.pool.active()).isOne();
		assertThat(held.checkout.sql()).isEqualTo("select 1");
		assertThat(held.checkout.stack()).as("a stack is no way to the handle").isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("names")
	void aHandleStaysWhileSomethingMadeFromItIsHeldAndIsCollectedAfterwards(String name) throws SQLException {
		Held held = hold(name);
		assertThat(held.product).isNotNull();
		collectGarbage();
		assertThat(held.handle.refersTo(null)).as("collected while the %s is held", name).isFalse();
		assertThat(held.product).as("held up to here").isNotNull();
		held.product = null;
		try (Connection other = this.pool.borrow()) {
			await().pollInterval(Duration.ofMillis(10)).until(() -> {
				System.gc();
				// the next value that is tied lets go of those that are gone
				other.createArrayOf("int4", new Object[0]);
				return held.handle.refersTo(null);
			});
		}
		assertThat(this.pool.pool.ledger().isOpen(held.checkout)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "array", "created array", "large object", "stream" })
	void aLookLetsGoOfAHandleWhoseValuesAreGoneThoughNothingIsBorrowedAnyMore(String name) throws SQLException {
		Held held = hold(name);
		held.product = null;
		await().pollInterval(Duration.ofMillis(10)).until(() -> {
			System.gc();
			this.pool.pool.checkBegins();
			return held.handle.refersTo(null);
		});
		assertThat(held.checkout.isUnreachable()).isTrue();
	}

	@Test
	void aBorrowLetsGoOfAHandleWhoseValuesAreGoneThoughNothingIsMonitoredAnyMore() throws SQLException {
		Held held = hold("array");
		held.product = null;
		this.pool.dataSource.release();
		await().pollInterval(Duration.ofMillis(10)).until(() -> {
			System.gc();
			this.pool.borrow().close();
			return held.handle.refersTo(null);
		});
		assertThat(this.pool.pool.ledger().isOpen(held.checkout)).isTrue();
	}

	@Test
	void aReturnedHandleIsCollected() throws SQLException {
		Held held = hold((handle) -> {
			handle.createStatement().executeQuery("select 1").next();
			handle.close();
			return null;
		});
		awaitCollected(held);
		assertThat(this.pool.pool.ledger().size()).isZero();
	}

	@Test
	void plainValuesAreNotTied() throws SQLException {
		try (Connection handle = this.pool.borrow()) {
			MonitoredConnection monitored = (MonitoredConnection) handle;
			ResultSet row = row(handle, "select 'a', 1, 1.5, null::int[], true, now(), array[1], '{}'::json");
			for (int i = 1; i <= 6; i++) {
				row.getObject(i);
				row.getString(i);
			}
			row.getArray(4);
			assertThat(HandleRetention.count(monitored)).isZero();
			List<Object> arrays = List.of(row.getArray(7), row.getObject(7));
			assertThat(HandleRetention.count(monitored)).isEqualTo(2);
			assertThat(arrays).as("held up to here").hasSize(2);
		}
	}

	@Test
	void tiesAreNotMoreThanWhatIsHeld() throws SQLException {
		try (Connection handle = this.pool.borrow()) {
			MonitoredConnection monitored = (MonitoredConnection) handle;
			for (int i = 0; i < 1000; i++) {
				handle.createArrayOf("int4", new Object[] { i });
			}
			List<Object> held = List.of(handle.createArrayOf("int4", new Object[0]));
			await().pollInterval(Duration.ofMillis(10)).until(() -> {
				System.gc();
				handle.createArrayOf("int4", new Object[0]);
				return HandleRetention.count(monitored) <= 2;
			});
			assertThat(HandleRetention.count(monitored)).isPositive();
			assertThat(held).as("held up to here").hasSize(1);
		}
	}

	/** A product of a handle, without the handle. */
	private static final class Held {

		private final WeakReference<Connection> handle;

		private final Checkout checkout;

		private @Nullable Object product;

		Held(WeakReference<Connection> handle, Checkout checkout, @Nullable Object product) {
			this.handle = handle;
			this.checkout = checkout;
			this.product = product;
		}

	}

	/** Makes something from a handle. */
	@FunctionalInterface
	interface Maker {

		@Nullable Object make(Connection handle) throws SQLException;

	}

}
