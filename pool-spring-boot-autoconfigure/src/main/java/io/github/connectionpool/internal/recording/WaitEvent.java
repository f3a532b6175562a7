package io.github.connectionpool.internal.recording;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;

/**
 * A borrower has waited for a connection. The stack of the event is that of the borrow.
 */
@Name("connectionpool.Wait")
@Label("Connection Wait")
@Description("A thread waited for a connection of a pool")
@Threshold("20 ms")
final class WaitEvent extends WorkEvent {

	@Label("Failed")
	@Description("Whether the borrower got no connection")
	boolean failed;

	@Label("Connections in Use")
	@Description("Borrowed connections at the end of the wait")
	int active;

	@Label("Maximum")
	@Description("The largest number of connections that the pool opens, -1 if it is not known")
	int maximum;

	@Label("Waiting Threads")
	@Description("Threads that still waited at the end of this wait, -1 if it is not known")
	int pending;

}
