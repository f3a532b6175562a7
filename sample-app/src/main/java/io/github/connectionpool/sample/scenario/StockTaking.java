package io.github.connectionpool.sample.scenario;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The transaction of {@link LongTransaction}: small statements with pauses between them.
 */
@Service
class StockTaking {

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final JdbcClient jdbc;

	StockTaking(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Transactional
	public void countShelves(Duration time) {
		TimeBox box = new TimeBox(time);
		while (box.isOpen()) {
			this.jdbc.sql("insert into audit (what) values ('A shelf was counted')").update();
			box.pause(PAUSE);
		}
	}

}
