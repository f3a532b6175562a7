package io.github.connectionpool.sample.scenario;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.client.RestClient;

import io.github.connectionpool.sample.web.Loopback;

/**
 * The transaction of {@link HttpInTransaction}: waits for the server of another company.
 */
@Service
class PaymentDesk {

	private final JdbcClient jdbc;

	private final Loopback loopback;

	private final RestClient http = RestClient.create();

	PaymentDesk(JdbcClient jdbc, Loopback loopback) {
		this.jdbc = jdbc;
		this.loopback = loopback;
	}

	@Transactional
	public void pay(Duration time) {
		this.jdbc.sql("insert into audit (what) values ('A payment was requested')").update();
		this.http.get().uri(this.loopback.uri("/slow?millis=" + time.toMillis())).retrieve().toBodilessEntity();
		this.jdbc.sql("insert into audit (what) values ('A payment was confirmed')").update();
	}

}
