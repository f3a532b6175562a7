package io.github.connectionpool.internal.recording;

import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * A connection was held from its borrow to its return. The stack of the event is that of
 * the return.
 */
@Name("connectionpool.Checkout")
@Label("Connection Checkout")
@Description("A connection was held, from its borrow to its return")
@Enabled(false)
@Threshold("100 ms")
final class CheckoutEvent extends WorkEvent {

	@Label("Call Site")
	@Description("The line that borrowed, or the origin of the borrow if no stack was taken")
	@Nullable String callSite;

	@Label("Borrower")
	@Description("Name of the thread that borrowed")
	@Nullable String borrower;

	@Label("Waited")
	@Timespan(Timespan.NANOSECONDS)
	long waited;

	@Label("Calls")
	@Description("Calls that may have reached the database")
	long calls;

	@Label("SQL")
	@Description("The last statement, with its literals masked")
	@Nullable String sql;

}
