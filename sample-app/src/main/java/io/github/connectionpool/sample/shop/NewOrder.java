package io.github.connectionpool.sample.shop;

import java.util.List;
import java.util.Objects;

import org.springframework.util.Assert;

/**
 * An order that a customer wants to place.
 *
 * @param customerId the number of the customer
 * @param lines the ordered products
 */
record NewOrder(long customerId, List<NewOrderLine> lines) {

	private static final int MOST_LINES = 50;

	NewOrder {
		Assert.isTrue(lines != null && !lines.isEmpty() && lines.size() <= MOST_LINES,
				() -> "An order has 1 to %d lines".formatted(MOST_LINES));
		Assert.isTrue(lines.stream().allMatch(Objects::nonNull), "An order line must not be null");
		lines = List.copyOf(lines);
	}

}
