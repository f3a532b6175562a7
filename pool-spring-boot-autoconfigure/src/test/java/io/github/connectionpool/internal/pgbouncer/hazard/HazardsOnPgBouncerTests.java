package io.github.connectionpool.internal.pgbouncer.hazard;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.Driver;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.Finding.Severity;
import io.github.connectionpool.testsupport.PgBouncerServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What breaks in transaction mode breaks here, on a real PgBouncer, and is found; on a
 * direct connection and in session mode it neither breaks nor is found.
 */
@Tag("any-jdk")
class HazardsOnPgBouncerTests {

	private static final String USER = "postgres";

	private static final String DATABASE = "dbname=postgres ";

	private PgBouncerServer pgBouncer;

	@BeforeEach
	void start() throws IOException {
		Assumptions.assumeTrue(PgBouncerServer.program().isPresent(), PgBouncerServer.HOW_TO_INSTALL);
		int port = Integer.parseInt(Driver.parseURL(PostgresServer.url(), null).getProperty("PGPORT"));
		this.pgBouncer = PgBouncerServer.before(port)
			.database("one", DATABASE + "pool_size=1")
			.database("two", DATABASE + "pool_size=2")
			.database("session", DATABASE + "pool_mode=session")
			.start();
	}

	@AfterEach
	void stop() {
		if (this.pgBouncer != null) {
			this.pgBouncer.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void breaksBehindPgBouncerAndIsFoundWithItsCallSite(HazardScene scene) throws SQLException {
		try (HazardPool pool = new HazardPool(url("one") + "&prepareThreshold=0")) {
			assertThat(pool.meets(scene)).as("the damage").isTrue();
			assertThat(pool.findings(HazardPool.SHARING)).filteredOn("id", scene.hazard().id())
				.singleElement()
				.satisfies((finding) -> {
					assertThat(finding.evidence()).containsPattern(
							", at [^ ]+HazardScene[^ ]*\\.(meets|run|ask|answers)\\(HazardScene\\.java:\\d+\\)");
					assertThat(finding.severity()).isEqualTo(scene.hazard().severity());
					assertThat(finding.fix()).isEqualTo(scene.hazard().fix());
				});
		}
	}

	@ParameterizedTest
	@EnumSource
	void isNoHazardOnADirectConnection(HazardScene scene) throws SQLException {
		try (HazardPool pool = new HazardPool(PostgresServer.url())) {
			assertThat(pool.meets(scene)).as("the damage").isFalse();
			assertThat(pool.findings(HazardPool.NO_POOLER)).isEmpty();
			assertThat(pool.watch.isWatching()).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource
	void isNoHazardInSessionMode(HazardScene scene) throws SQLException {
		try (HazardPool pool = new HazardPool(url("session"))) {
			assertThat(pool.meets(scene)).as("the damage").isFalse();
			assertThat(pool.findings(HazardPool.SESSION_MODE)).isEmpty();
			assertThat(pool.watch.isWatching()).isFalse();
		}
	}

	@Test
	void nobodyIsToldOfWhatRunsOnADirectConnection() throws SQLException {
		try (HazardPool pool = new HazardPool(PostgresServer.url())) {
			pool.watch.decide(HazardPool.NO_POOLER);
			pool.meets(HazardScene.LISTEN);
			assertThat(pool.watch.findings(HazardPool.SHARING)).isEmpty();
		}
	}

	@Test
	void theCallSiteIsTheLineThatRunsTheStatement() throws SQLException {
		try (HazardPool pool = new HazardPool(url("one"));
				Connection connection = pool.borrow();
				Statement statement = connection.createStatement()) {
			int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
			statement.execute("listen jobs");
			assertThat(pool.findings(HazardPool.SHARING)).singleElement()
				.extracting(Finding::evidence)
				.asString()
				.contains("at " + getClass().getName()
						+ ".theCallSiteIsTheLineThatRunsTheStatement(HazardsOnPgBouncerTests.java:" + line + ")");
		}
	}

	@Test
	void aPreparedStatementSilentlyRunsAnothersAndIsFoundWithItsCallSite() throws SQLException {
		try (HazardPool pool = new HazardPool(url("two") + "&prepareThreshold=1")) {
			assertThat(answerAfterAnother(pool)).as("the answer to select 1").isEqualTo(2);
			assertThat(pool.findings(HazardPool.SHARING)).singleElement().satisfies((finding) -> {
				assertThat(finding.id()).isEqualTo("pgbouncer-prepared-statements");
				assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
				assertThat(finding.evidence()).contains("prepareThreshold=1",
						"HazardsOnPgBouncerTests.ask(HazardsOnPgBouncerTests.java:");
				assertThat(finding.fix()).contains("prepareThreshold=0", "max_prepared_statements");
			});
		}
	}

	@Test
	void nothingIsWrongWithPreparedStatementsThatTheDriverKeepsToItself() throws SQLException {
		for (String cure : List.of("&prepareThreshold=0", "&preferQueryMode=simple")) {
			try (HazardPool pool = new HazardPool(url("two") + cure)) {
				assertThat(answerAfterAnother(pool)).as("the answer to select 1").isOne();
				assertThat(pool.findings(HazardPool.SHARING)).isEmpty();
			}
		}
	}

	@Test
	void preparedStatementsAreNoHazardOnADirectConnection() throws SQLException {
		try (HazardPool pool = new HazardPool(PostgresServer.url() + "&prepareThreshold=1")) {
			assertThat(answerAfterAnother(pool)).as("the answer to select 1").isOne();
			assertThat(pool.findings(HazardPool.NO_POOLER)).isEmpty();
		}
	}

	@Test
	void preparedStatementsAreNoHazardInSessionMode() throws SQLException {
		try (HazardPool pool = new HazardPool(url("session") + "&prepareThreshold=1")) {
			assertThat(answerAfterAnother(pool)).as("the answer to select 1").isOne();
			assertThat(pool.findings(HazardPool.SESSION_MODE)).isEmpty();
		}
	}

	@Test
	void whatThePoolSetsOnEachConnectionLeaksAndIsFound() throws SQLException {
		try (HazardPool pool = new HazardPool(url("one") + "&prepareThreshold=0", (hikari) -> {
			hikari.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
			hikari.setSchema("tenant_one");
			hikari.setConnectionInitSql("set work_mem = '4321kB'");
		}); HazardPool other = new HazardPool(url("one") + "&prepareThreshold=0")) {
			pool.borrow().close();
			try (Connection connection = other.borrow()) {
				assertThat(show(connection, "transaction_isolation")).isEqualTo("repeatable read");
				assertThat(show(connection, "search_path")).contains("tenant_one");
				assertThat(show(connection, "work_mem")).isEqualTo("4321kB");
			}
			assertThat(pool.findings(HazardPool.SHARING)).extracting(Finding::id)
				.containsExactlyInAnyOrder("pgbouncer-transaction-isolation", "pgbouncer-schema",
						"pgbouncer-session-set");
			assertThat(pool.findings(HazardPool.NO_POOLER)).isEmpty();
		}
	}

	/**
	 * What the first connection gets for {@code select 1} on the server connection on
	 * which the second has prepared its statement. PgBouncer gives the one that was used
	 * last.
	 */
	private static int answerAfterAnother(HazardPool pool) throws SQLException {
		try (Connection one = pool.borrow()) {
			one.setAutoCommit(false);
			ask(one, "select 1");
			try (Connection other = pool.borrow()) {
				other.setAutoCommit(false);
				// whatever number the other one's statement has, here it is this answer
				for (int i = 0; i < 5; i++) {
					ask(other, "select 2 as answer_" + i);
				}
				one.commit();
				other.commit();
				one.setAutoCommit(true);
				return ask(one, "select 1");
			}
		}
	}

	private static int ask(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql);
				ResultSet result = statement.executeQuery()) {
			result.next();
			return result.getInt(1);
		}
	}

	private static String show(Connection connection, String setting) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("show " + setting)) {
			result.next();
			return result.getString(1);
		}
	}

	private String url(String database) {
		return this.pgBouncer.url(database, USER);
	}

}
