package io.github.connectionpool.internal.recording;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Description;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.CheckoutContext;

/**
 * An event of the work that borrows.
 */
@Category("Connection Pool")
abstract class WorkEvent extends Event {

	@Label("Pool")
	@Nullable String pool;

	@Label("Checkout")
	@Description("Identifier of the checkout, missing if the borrow failed")
	@Nullable String checkout;

	@Label("Transaction")
	@Nullable String transaction;

	@Label("Request")
	@Nullable String request;

	@Label("Trace ID")
	@Nullable String traceId;

	/** Fills the fields of this class. */
	void set(String pool, @Nullable String checkout, CheckoutContext context) {
		CheckoutContext.Request request = context.request();
		this.pool = EventText.of(pool);
		this.checkout = EventText.of(checkout);
		this.transaction = EventText.of(context.transaction());
		this.request = EventText.of((request != null) ? request.toString() : null);
		this.traceId = EventText.of(context.traceId());
	}

}
