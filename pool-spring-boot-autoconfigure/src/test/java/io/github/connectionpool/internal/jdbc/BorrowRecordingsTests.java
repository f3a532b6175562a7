package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.FlightRecording;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.recording.FlightRecordings;
import io.github.connectionpool.internal.recording.FollowedHandle;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("any-jdk")
class BorrowRecordingsTests {

	private static final String WAIT = "connectionpool.Wait";

	private static final String CHECKOUT = "connectionpool.Checkout";

	private final HikariDataSource hikari = TestPools.hikari(1);

	private final MonitoredPool pool = TestPools.pool("orders", TestPools.statistics(this.hikari));

	private final MonitoredDataSource dataSource = new MonitoredDataSource(this.hikari, this.pool,
			() -> new CheckoutContext("Orders.place", new CheckoutContext.Request("GET", "/orders/{id}"), null,
					"4bf92f", List.of()));

	BorrowRecordingsTests() {
		this.hikari.setConnectionTimeout(250);
		FlightRecordings.open();
	}

	@AfterEach
	void close() {
		FlightRecordings.close();
		this.hikari.close();
	}

	@Test
	void aWaitIsRecordedWithTheLineThatWaited() throws Exception {
		try (FlightRecording recording = FlightRecording.of(WAIT)) {
			borrow("select 1");
			assertThat(recording.events(WAIT)).singleElement().satisfies((event) -> {
				assertThat(event.getString("pool")).isEqualTo("orders");
				assertThat(event.getString("checkout")).isEqualTo("orders-1");
				assertThat(event.getBoolean("failed")).isFalse();
				assertThat(event.getInt("active")).isOne();
				assertThat(event.getInt("maximum")).isOne();
				assertThat(event.getString("transaction")).isEqualTo("Orders.place");
				assertThat(event.getString("request")).isEqualTo("GET /orders/{id}");
				assertThat(event.getString("traceId")).isEqualTo("4bf92f");
				assertThat(methods(event)).contains("borrow");
			});
			assertThat(recording.events(CHECKOUT)).isEmpty();
		}
	}

	@Test
	void aWaitBelowTheThresholdIsNotRecorded() throws Exception {
		borrow("select 1");
		try (FlightRecording recording = FlightRecording.start()) {
			borrow("select 1");
			assertThat(recording.events(WAIT))
				.allSatisfy((event) -> assertThat(event.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(20)));
		}
	}

	@Test
	void aWaitInVainIsRecorded() throws Exception {
		try (FlightRecording recording = FlightRecording.start();
				Connection connection = this.dataSource.getConnection()) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(this.dataSource::getConnection);
			assertThat(connection.isClosed()).isFalse();
			assertThat(recording.events(WAIT)).filteredOn((event) -> event.getBoolean("failed"))
				.singleElement()
				.satisfies((event) -> {
					assertThat(event.getString("checkout")).isNull();
					assertThat(event.getString("request")).isEqualTo("GET /orders/{id}");
					assertThat(event.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
				});
		}
	}

	@Test
	void aCheckoutIsRecordedAtItsReturnWithoutTheValuesOfItsSql() throws Exception {
		try (FlightRecording recording = FlightRecording.of(CHECKOUT)) {
			Connection connection = TestPools.onThread("borrower-1", this.dataSource::getConnection);
			run(connection, "select 'secret'");
			assertThat(recording.events(CHECKOUT)).isEmpty();
			connection.close();
			connection.close();
			assertThat(recording.events(CHECKOUT)).singleElement().satisfies((event) -> {
				assertThat(event.getString("pool")).isEqualTo("orders");
				assertThat(event.getString("checkout")).isEqualTo("orders-1");
				assertThat(event.getString("callSite")).isNotBlank();
				assertThat(event.getString("borrower")).isEqualTo("borrower-1");
				assertThat(event.getLong("calls")).isPositive();
				assertThat(event.getString("sql")).isEqualTo("select ?");
				assertThat(event.getDuration("waited")).isPositive();
				assertThat(event.getString("request")).isEqualTo("GET /orders/{id}");
				assertThat(event.getString("traceId")).isEqualTo("4bf92f");
				assertThat(methods(event)).contains("aCheckoutIsRecordedAtItsReturnWithoutTheValuesOfItsSql");
			});
		}
	}

	@Test
	void aCheckoutThatOutlivesTheRecordingIsReturnedAllTheSame() throws Exception {
		Connection connection;
		try (FlightRecording recording = FlightRecording.of(CHECKOUT)) {
			connection = this.dataSource.getConnection();
			assertThat(recording.events(CHECKOUT)).isEmpty();
		}
		connection.close();
		assertThat(this.pool.ledger().size()).isZero();
	}

	@Test
	void aRecordedHandleIsFoundUnreachable() throws Exception {
		try (FlightRecording recording = FlightRecording.of(CHECKOUT)) {
			lose();
			assertThat(recording).isNotNull();
		}
		TestPools.await().until(() -> {
			System.gc();
			return this.pool.ledger().oldestFirst().get(0).isUnreachable();
		});
	}

	@Test
	void nothingIsKeptOfABorrowThatIsNotRecorded() throws Exception {
		try (Connection connection = this.dataSource.getConnection()) {
			assertThat(FollowedHandle.of(MonitoredHikari.checkout(connection))).isNull();
		}
	}

	private void lose() throws SQLException {
		this.dataSource.getConnection();
	}

	private void borrow(String sql) throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			run(connection, sql);
		}
	}

	private static void run(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static List<String> methods(RecordedEvent event) {
		return event.getStackTrace().getFrames().stream().map((frame) -> frame.getMethod().getName()).toList();
	}

}
