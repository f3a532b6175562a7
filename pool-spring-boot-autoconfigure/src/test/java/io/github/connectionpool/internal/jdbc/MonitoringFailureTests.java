package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.connectionpool.CountsOnly;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.recording.ContextSource;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Whatever fails in the monitor is logged once, and the connection goes through.
 */
@ExtendWith(OutputCaptureExtension.class)
class MonitoringFailureTests {

	private final MonitoredHikari pool = MonitoredHikari.ofSize(1);

	@AfterEach
	void close() {
		this.pool.close();
	}

	static Stream<Supplier<Throwable>> failures() {
		return Stream.of(() -> new IllegalStateException("no context today"),
				() -> new NoClassDefFoundError("no context today"), () -> new StackOverflowError("no context today"),
				() -> new AssertionError("no context today"));
	}

	@SuppressWarnings("unchecked") // so that any exception can be thrown anywhere
	private static <E extends Throwable> RuntimeException fail(Throwable failure) throws E {
		throw (E) failure;
	}

	private void assertBorrowsThrough(MonitoredDataSource dataSource, boolean isNoted, CapturedOutput output)
			throws SQLException {
		for (int i = 0; i < 3; i++) {
			try (Connection connection = dataSource.getConnection();
					Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("select 42")) {
				assertThat(row.next()).isTrue();
				assertThat(row.getInt(1)).isEqualTo(42);
				assertThat(connection instanceof MonitoredConnection).isEqualTo(isNoted);
			}
			assertThat(this.pool.active()).isZero();
		}
		assertThat(output.toString()).containsOnlyOnce("connection pool 'orders' could not")
			.containsOnlyOnce("further failures are not logged")
			.contains("no context today");
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aContextThatCannotBeRead(Supplier<Throwable> failure, CapturedOutput output) throws SQLException {
		ContextSource failing = () -> {
			throw MonitoringFailureTests.<RuntimeException>fail(failure.get());
		};
		Throwable thrown = failure.get();
		boolean isNoted = thrown instanceof RuntimeException || thrown instanceof LinkageError;
		MonitoredPool noted = this.pool.pool;
		assertBorrowsThrough(new MonitoredDataSource(this.pool.hikari, noted, failing), isNoted, output);
		assertThat(noted.ledger().size()).isZero();
		assertThat(noted.acquire().sinceStart().count()).isEqualTo(isNoted ? 3 : 0);
		assertThat(noted.held().sinceStart().count()).isEqualTo(isNoted ? 3 : 0);
	}

	@Test
	void aContextThatCannotBeReadIsNoContext(CapturedOutput output) throws SQLException {
		ContextSource failing = () -> {
			throw new IllegalStateException("no context today");
		};
		try (Connection handle = new MonitoredDataSource(this.pool.hikari, this.pool.pool, failing).getConnection()) {
			assertThat(MonitoredHikari.checkout(handle).context()).isEqualTo(CheckoutContext.NONE);
		}
		assertThat(output).contains("no context today");
	}

	@ParameterizedTest
	@MethodSource("failures")
	void statisticsThatCannotBeRead(Supplier<Throwable> failure, CapturedOutput output) throws SQLException {
		MonitoredPool failing = TestPools.pool("orders", new FailingStatistics(failure));
		assertBorrowsThrough(new MonitoredDataSource(this.pool.hikari, failing, () -> CheckoutContext.NONE), false,
				output);
		assertThat(failing.ledger().size()).as("nothing may be open for ever").isZero();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void statisticsThatCannotBeReadAfterAFailedBorrow(Supplier<Throwable> failure, CapturedOutput output) {
		Recorder target = new Recorder();
		SQLException refused = new SQLException("refused");
		target.failure = refused;
		MonitoredPool failing = TestPools.pool("orders", new FailingStatistics(failure));
		MonitoredDataSource dataSource = new MonitoredDataSource(target.play(DataSource.class), failing,
				() -> CheckoutContext.NONE);
		for (int i = 0; i < 3; i++) {
			assertThatThrownBy(dataSource::getConnection).isSameAs(refused).hasNoSuppressedExceptions();
		}
		assertThat(output.toString().split("could not note a failed borrow", -1).length - 1).isLessThanOrEqualTo(1);
		assertThat(failing.failures().exhaustions().count()).as("nobody knows whether it is full").isZero();
	}

	@Test
	void oneLogForAllKindsOfFailure(CapturedOutput output) throws SQLException {
		AtomicReference<@Nullable RuntimeException> contextFailure = new AtomicReference<>();
		MonitoredPool failing = TestPools.pool("orders",
				new FailingStatistics(() -> new IllegalStateException("no statistics today")));
		MonitoredDataSource dataSource = new MonitoredDataSource(this.pool.hikari, failing, () -> {
			RuntimeException failure = contextFailure.get();
			if (failure != null) {
				throw failure;
			}
			return CheckoutContext.NONE;
		});
		dataSource.getConnection().close();
		contextFailure.set(new IllegalStateException("no context today"));
		dataSource.getConnection().close();
		assertThat(output).containsOnlyOnce("connection pool 'orders' could not").doesNotContain("no context today");
	}

	/** The statistics of a pool whose classes are broken. */
	private record FailingStatistics(Supplier<? extends Throwable> failure) implements CountsOnly {

		@Override
		public ConnectionCounts counts() {
			throw MonitoringFailureTests.<RuntimeException>fail(this.failure.get());
		}

		@Override
		public boolean autoCommit() {
			throw MonitoringFailureTests.<RuntimeException>fail(this.failure.get());
		}

	}

}
