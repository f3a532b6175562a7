package io.github.connectionpool.sample.scenario;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Waits for the answer to one slow query.
 */
@Component
final class SlowQuery implements LongScenario {

	private final JdbcClient jdbc;

	SlowQuery(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String name() {
		return "slow-query";
	}

	@Override
	public String description() {
		return "Asks the database something that takes it long to answer.";
	}

	@Override
	public void run(Duration time) {
		this.jdbc.sql("select pg_sleep(?)").param(time.toMillis() / 1000.0).query().singleRow();
	}

}
