package io.github.connectionpool.sample.scenario;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The inner transaction of {@link NestedRequiresNew}: takes a connection of its own.
 */
@Service
class AuditLog {

	private final JdbcClient jdbc;

	AuditLog(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public void record(String what) {
		this.jdbc.sql("insert into audit (what) values (?)").param(what).update();
	}

}
