package io.github.connectionpool.sample.scenario;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Places orders one after the other, each of which needs two connections at a time.
 */
@Component
final class NestedRequiresNew implements LongScenario {

	private static final Logger logger = LoggerFactory.getLogger(NestedRequiresNew.class);

	private final OrderDesk orders;

	NestedRequiresNew(OrderDesk orders) {
		this.orders = orders;
	}

	@Override
	public String name() {
		return "nested-requires-new";
	}

	@Override
	public String description() {
		return "Holds one connection and waits for a second; with as many in parallel as the pool has "
				+ "connections they wait for each other.";
	}

	@Override
	public void run(Duration time) {
		TimeBox box = new TimeBox(time);
		while (box.isOpen()) {
			try {
				this.orders.place();
			}
			catch (CannotCreateTransactionException ex) {
				logger.warn("An order failed: {}", ex.getMostSpecificCause().getMessage());
			}
		}
	}

}
