package io.github.connectionpool.internal.recording;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * A checkout was found to be leaked. Without a stack, since that would be one of the
 * watcher.
 */
@Name("connectionpool.Leak")
@Label("Connection Leak")
@Description("A connection was found to be leaked")
@StackTrace(false)
final class LeakEvent extends WorkEvent {

	@Label("Reason")
	@Description("UNREACHABLE, OWNER_ENDED or WORK_ENDED")
	@Nullable String reason;

	@Label("Call Site")
	@Description("The line that borrowed, or the origin of the borrow if no stack was taken")
	@Nullable String callSite;

	@Label("Borrower")
	@Description("Name of the thread that borrowed")
	@Nullable String borrower;

	@Label("Held")
	@Timespan(Timespan.MILLISECONDS)
	long held;

	@Label("In Transaction")
	@Description("Whether a transaction is open")
	boolean inTransaction;

	@Label("SQL")
	@Description("The last statement, with its literals masked")
	@Nullable String sql;

}
