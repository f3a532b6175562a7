package io.github.connectionpool.evaluation.scenario.innocent;

import java.time.Duration;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * What most of an application does all day.
 */
@Label(truth = Truth.INNOCENT, borrows = "run", pool = 2, says = "Requests borrow for a moment, ten times a second.")
public final class ShortBorrows implements Scenario {

	private static final Duration PAUSE = Duration.ofMillis(100);

	@Override
	public void run(Run run) throws Exception {
		JdbcTemplate jdbc = new JdbcTemplate(run.dataSource());
		while (run.goesOn()) {
			run.work().request(() -> jdbc.queryForObject("select count(*) from orders", Integer.class));
			run.pauseWithin(PAUSE);
		}
	}

}
