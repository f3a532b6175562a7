package io.github.connectionpool.evaluation;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;
import io.github.connectionpool.evaluation.detector.Detector;
import io.github.connectionpool.evaluation.detector.DetectorSpec;
import io.github.connectionpool.evaluation.detector.PoolRequest;
import io.github.connectionpool.evaluation.detector.Setting;
import io.github.connectionpool.evaluation.runner.Candidate;
import io.github.connectionpool.evaluation.runner.Evaluator;
import io.github.connectionpool.evaluation.runner.Plan;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;
import io.github.connectionpool.evaluation.score.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The labels are true, which a bare pool knows: leaks leave connections out and innocents
 * give theirs back.
 */
@Tag("measured")
class ScenarioTruthTests {

	/** Long enough for borrowers on a busy machine, for some have to time out. */
	private static final int CONNECTION_TIMEOUT_MILLIS = 5_000;

	private static final int MAX_CONNECTIONS = 300;

	private static final Duration LONGEST_END = Duration.ofSeconds(20);

	private static final Duration POLL = Duration.ofMillis(50);

	private static final Map<String, Integer> stillOut = new ConcurrentHashMap<>();

	private static List<Outcome> outcomes = List.of();

	@BeforeAll
	static void runAllScenarios() throws Exception {
		DetectorSpec bare = new DetectorSpec("none", Setting.USUAL, "a bare HikariCP", Duration.ZERO, false,
				BarePools::new);
		Plan plan = new Plan(Scenarios.all(), 1, Duration.ofSeconds(6), Duration.ZERO, false);
		try (EvaluationDatabase database = EvaluationDatabase.start(MAX_CONNECTIONS);
				PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
			outcomes = new Evaluator(EvaluationApplication.class, database, nowhere).evaluate(bare, plan)
				.outcomes()
				.stream()
				.filter((outcome) -> outcome.skipped() == null)
				.toList();
		}
	}

	@Test
	void leaksLeaveConnectionsOut() {
		assertThat(outcomes).filteredOn((outcome) -> outcome.facts().truth().isLeak())
			// a scenario that goes on until it is stopped closes then
			.filteredOn((outcome) -> !outcome.facts().stillHeldByRunningWork())
			.hasSizeGreaterThan(20)
			.allSatisfy((outcome) -> {
				assertThat(outcome.failure()).isNull();
				assertThat(stillOut.get(outcome.facts().name())).as(outcome.facts().name())
					.isEqualTo(outcome.facts().loses());
			});
	}

	@Test
	void innocentsGiveTheirsBackUnlessTheyNeverDo() {
		assertThat(outcomes).filteredOn((outcome) -> !outcome.facts().truth().isLeak())
			.hasSizeGreaterThan(20)
			.allSatisfy((outcome) -> {
				assertThat(outcome.failure()).isNull();
				assertThat(stillOut.get(outcome.facts().name())).as(outcome.facts().name())
					.isEqualTo(outcome.facts().forever() ? 1 : 0);
			});
	}

	/** Pools that are not watched. */
	static class BarePools extends Detector {

		private final EvaluationDatabase database;

		private final List<HikariDataSource> pools = new ArrayList<>();

		BarePools(EvaluationDatabase database) {
			this.database = database;
		}

		@Override
		public DataSource pool(PoolRequest pool) {
			HikariDataSource dataSource = new HikariDataSource();
			dataSource.setDataSource(this.database.driver());
			dataSource.setPoolName(pool.name());
			dataSource.setMaximumPoolSize(pool.size());
			dataSource.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
			this.pools.add(dataSource);
			return dataSource;
		}

		@Override
		public void closePools() {
			awaitReturns();
			// all at once, since each waits for the connections that are out
			this.pools.parallelStream().forEach((pool) -> {
				stillOut.put(pool.getPoolName(), out(pool));
				pool.close();
			});
		}

		/** The server may still end a request whose answer the client has read. */
		private void awaitReturns() {
			Set<String> returning = Scenarios.all()
				.stream()
				.map(Candidate::facts)
				.filter((facts) -> !facts.truth().isLeak() && !facts.forever())
				.map(ScenarioFacts::name)
				.collect(Collectors.toSet());
			long begin = System.nanoTime();
			while (this.pools.stream().anyMatch((pool) -> returning.contains(pool.getPoolName()) && out(pool) > 0)
					&& System.nanoTime() - begin < LONGEST_END.toNanos()) {
				LockSupport.parkNanos(POLL.toNanos());
			}
		}

		private static int out(HikariDataSource pool) {
			HikariPoolMXBean started = pool.getHikariPoolMXBean();
			return (started != null) ? started.getActiveConnections() : 0;
		}

	}

}
