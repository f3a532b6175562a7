package io.github.connectionpool.sample.scenario;

import java.time.Duration;

import org.springframework.stereotype.Component;

/**
 * Exports a large table to a client that reads slowly.
 */
@Component
final class SlowStream implements LongScenario {

	private final OrderLineExport export;

	SlowStream(OrderLineExport export) {
		this.export = export;
	}

	@Override
	public String name() {
		return "slow-stream";
	}

	@Override
	public String description() {
		return "Streams all order lines to a slow reader inside a transaction.";
	}

	@Override
	public void run(Duration time) {
		this.export.export(time);
	}

}
