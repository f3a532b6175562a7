package io.github.connectionpool.sample.scenario;

import java.time.Duration;

import org.springframework.stereotype.Component;

/**
 * Counts the stock in one transaction that takes far too long.
 */
@Component
final class LongTransaction implements LongScenario {

	private final StockTaking stockTaking;

	LongTransaction(StockTaking stockTaking) {
		this.stockTaking = stockTaking;
	}

	@Override
	public String name() {
		return "long-transaction";
	}

	@Override
	public String description() {
		return "Does small statements with pauses between them, all in one transaction.";
	}

	@Override
	public void run(Duration time) {
		this.stockTaking.countShelves(time);
	}

}
