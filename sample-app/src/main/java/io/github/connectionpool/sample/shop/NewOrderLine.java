package io.github.connectionpool.sample.shop;

import org.springframework.util.Assert;

/**
 * One line of an order that a customer wants to place.
 *
 * @param productId the number of the ordered product
 * @param quantity the number of pieces
 */
record NewOrderLine(long productId, int quantity) {

	private static final int LARGEST_QUANTITY = 1000;

	NewOrderLine {
		Assert.isTrue(quantity >= 1 && quantity <= LARGEST_QUANTITY,
				() -> "The quantity must be from 1 to %d, but is %d".formatted(LARGEST_QUANTITY, quantity));
	}

}
