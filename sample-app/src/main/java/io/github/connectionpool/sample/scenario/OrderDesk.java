package io.github.connectionpool.sample.scenario;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The outer transaction of {@link NestedRequiresNew}.
 */
@Service
class OrderDesk {

	private final JdbcClient jdbc;

	private final AuditLog audit;

	OrderDesk(JdbcClient jdbc, AuditLog audit) {
		this.jdbc = jdbc;
		this.audit = audit;
	}

	@Transactional
	public void place() {
		// long enough for the others to take their first connection too
		this.jdbc.sql("select count(*), pg_sleep(0.2) from orders").query().singleRow();
		this.audit.record("An order was placed");
	}

}
