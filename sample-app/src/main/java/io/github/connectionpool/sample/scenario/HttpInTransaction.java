package io.github.connectionpool.sample.scenario;

import java.time.Duration;

import org.springframework.stereotype.Component;

/**
 * Takes a payment over HTTP while a transaction holds a connection.
 */
@Component
final class HttpInTransaction implements LongScenario {

	private final PaymentDesk payments;

	HttpInTransaction(PaymentDesk payments) {
		this.payments = payments;
	}

	@Override
	public String name() {
		return "http-in-transaction";
	}

	@Override
	public String description() {
		return "Calls a slow service over HTTP inside a transaction.";
	}

	@Override
	public void run(Duration time) {
		this.payments.pay(time);
	}

}
