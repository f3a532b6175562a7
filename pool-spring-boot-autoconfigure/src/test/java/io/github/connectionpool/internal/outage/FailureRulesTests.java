package io.github.connectionpool.internal.outage;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.OutageCause.Kind;
import io.github.connectionpool.report.OutageCause;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the exceptions of pools and drivers say.
 */
@NullMarked
class FailureRulesTests {

	private static final ConnectionCounts EMPTY = new ConnectionCounts(0, 0, 10, 10, 2);

	private static final ConnectionCounts FULL = new ConnectionCounts(10, 0, 10, 10, 2);

	/** A connection came back when the borrower had just given up. */
	private static final ConnectionCounts JUST_RETURNED = new ConnectionCounts(9, 1, 10, 10, 0);

	static Stream<Arguments> causes() {
		return Stream.of(
				Arguments.of(Kind.REFUSED, driver("08001", "refused", new ConnectException("Connection refused"))),
				Arguments.of(Kind.REFUSED, driver("57P03", "the database system is starting up", null)),
				Arguments.of(Kind.SILENT, driver("08001", "failed", new SocketTimeoutException("Connect timed out"))),
				Arguments.of(Kind.SILENT, driver("08001", "Connection attempt timed out.", null)),
				Arguments.of(Kind.UNKNOWN_HOST, driver("08001", "failed", new UnknownHostException("db"))),
				Arguments.of(Kind.CREDENTIALS, driver("28P01", "password authentication failed", null)),
				Arguments.of(Kind.CREDENTIALS, driver("28000", "Access denied", null)),
				Arguments.of(Kind.SERVER_FULL, driver("53300", "sorry, too many clients already", null)),
				Arguments.of(Kind.SERVER_FULL, new SQLException("Too many connections", "08004", 1040)),
				Arguments.of(Kind.NO_DATABASE, driver("3D000", "database \"x\" does not exist", null)),
				Arguments.of(Kind.OTHER, driver("XX000", "internal error", null)));
	}

	@ParameterizedTest
	@MethodSource("causes")
	void theDriversExceptionNamesTheCause(Kind kind, SQLException failure) {
		assertThat(reason(failure, EMPTY)).isEqualTo(FailureReason.CONNECT);
		assertThat(FailureRules.cause(failure).kind()).isEqualTo(kind);
		SQLException hikari = hikari(failure);
		assertThat(reason(hikari, EMPTY)).isEqualTo(FailureReason.CONNECT);
		assertThat(FailureRules.cause(hikari).kind()).isEqualTo(kind);
		assertThat(FailureRules.cause(hikari).text()).contains(failure.getMessage()).doesNotContain("request timed");
	}

	@Test
	void theRootIsNamedToo() {
		assertThat(FailureRules
			.cause(hikari(
					driver("08001", "Connection to db:5432 refused.", new ConnectException("Connection refused"))))
			.text())
			.isEqualTo("SQLException: Connection to db:5432 refused. (SQLSTATE 08001), caused by"
					+ " ConnectException: Connection refused");
	}

	@Test
	void aTimeoutWithoutACauseIsASilentDatabaseWhereThePoolHasRoom() {
		SQLException failure = hikari(null);
		assertThat(reason(failure, EMPTY)).isEqualTo(FailureReason.CONNECT);
		assertThat(FailureRules.cause(failure)).isEqualTo(OutageCause.SILENCE);
	}

	@Test
	void aConnectionThatDiedInThePoolIsNoCause() {
		SQLException failure = hikari(driver("08003", "This connection has been closed.", null));
		assertThat(reason(failure, EMPTY)).isEqualTo(FailureReason.CONNECT);
		assertThat(FailureRules.cause(failure)).isEqualTo(OutageCause.SILENCE);
	}

	@Test
	void aCauseThatTellsLessReplacesNone() {
		OutageCause refused = new OutageCause(Kind.REFUSED, "refused");
		OutageCause reset = new OutageCause(Kind.OTHER, "reset");
		assertThat(refused.or(OutageCause.SILENCE).or(reset)).isEqualTo(refused);
		assertThat(OutageCause.SILENCE.or(reset).or(refused)).isEqualTo(refused);
		assertThat(refused.or(OutageCause.SUSPENDED)).isEqualTo(OutageCause.SUSPENDED);
		assertThat(OutageCause.SUSPENDED.or(OutageCause.SILENCE)).isEqualTo(OutageCause.SILENCE);
	}

	@Test
	void aTimeoutWithoutACauseWhileAllAreOpenIsNone() {
		assertThat(reason(hikari(null), JUST_RETURNED)).isEqualTo(FailureReason.OTHER);
	}

	@Test
	void whateverIsThrownAtAFullPoolIsAnExhaustion() {
		assertThat(reason(hikari(null), FULL)).isEqualTo(FailureReason.EXHAUSTED);
		assertThat(reason(hikari(driver("08001", "refused", new ConnectException("refused"))), FULL))
			.isEqualTo(FailureReason.EXHAUSTED);
	}

	@Test
	void anInterruptIsNeitherExhaustionNorOutage() {
		SQLException interrupted = new SQLException("Interrupted during connection acquisition",
				new InterruptedException());
		assertThat(reason(interrupted, FULL)).isEqualTo(FailureReason.INTERRUPTED);
		assertThat(reason(interrupted, EMPTY)).isEqualTo(FailureReason.INTERRUPTED);
		SQLException closed = driver("08006", "I/O error", new SocketException("Closed by interrupt"));
		assertThat(FailureRules.reason(closed, EMPTY, true, 0)).isEqualTo(FailureReason.INTERRUPTED);
	}

	@Test
	void aFlagThatIsSetHidesNoRefusal() {
		SQLException refused = driver("08001", "refused", new ConnectException("Connection refused"));
		assertThat(FailureRules.reason(refused, EMPTY, true, 0)).isEqualTo(FailureReason.CONNECT);
	}

	@Test
	void whatThePoolRefusesByItselfIsNeither() {
		assertThat(reason(new SQLException("HikariDataSource has been closed."), EMPTY)).isEqualTo(FailureReason.OTHER);
		assertThat(reason(new SQLFeatureNotSupportedException("no", "0A000"), EMPTY)).isEqualTo(FailureReason.OTHER);
		assertThat(reason(new IllegalStateException("closed"), EMPTY)).isEqualTo(FailureReason.OTHER);
	}

	@Test
	void aPoolThatFailsToStartNamesTheCauseAsWell() {
		RuntimeException start = new IllegalStateException("Failed to initialize pool",
				driver("28P01", "password authentication failed", null));
		assertThat(reason(start, EMPTY)).isEqualTo(FailureReason.CONNECT);
		assertThat(FailureRules.cause(start).kind()).isEqualTo(Kind.CREDENTIALS);
	}

	@Test
	void aMessageCannotForgeALine() {
		assertThat(
				FailureRules.cause(driver("28P01", "x\n2026 ERROR \u001b[31m\u202eFORGED password=abc", null)).text())
			.isEqualTo("SQLException: x 2026 ERROR [31m FORGED password=*** (SQLSTATE 28P01)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "password='a topSecret'", "\"password\":\"a topSecret\"", "pwd = \"a \\\" topSecret\"",
			"Secret='a''topSecret'", "'password': 'a topSecret", "password=topSecret" })
	void aPasswordInQuotesIsNotShown(String secret) {
		assertThat(FailureText.of(new SQLException("refused (" + secret + ", host=db)"))).doesNotContain("topSecret")
			.contains("***");
	}

	private static SQLException driver(String state, String message, @Nullable Throwable cause) {
		return new SQLException(message, state, cause);
	}

	private static SQLException hikari(@Nullable SQLException cause) {
		return new SQLTransientConnectionException(
				"HikariPool-1 - Connection is not available, request timed out after"
						+ " 30000ms (total=0, active=0, idle=0, waiting=2)",
				(cause != null) ? cause.getSQLState() : null, cause);
	}

	private static FailureReason reason(Throwable failure, ConnectionCounts counts) {
		return FailureRules.reason(failure, counts, false, Duration.ZERO.toNanos());
	}

}
