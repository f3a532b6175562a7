package io.github.connectionpool.sample.scenario;

import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The transaction of {@link SlowStream}: reads a large result a few rows at a time.
 */
@Service
class OrderLineExport {

	private static final int FETCH_SIZE = 20;

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final JdbcClient jdbc;

	OrderLineExport(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Transactional(readOnly = true)
	public void export(Duration time) {
		TimeBox box = new TimeBox(time);
		try (Stream<Long> orderLines = this.jdbc.sql("select order_id from order_lines")
			.withFetchSize(FETCH_SIZE)
			.query(Long.class)
			.stream()) {
			Iterator<Long> rows = orderLines.iterator();
			while (box.isOpen() && rows.hasNext()) {
				rows.next();
				box.pause(PAUSE);
			}
		}
	}

}
