package io.github.connectionpool.internal.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Borrowers have begun to fail at a full pool, or fail no more. Written at the begin as
 * well, since a recording is often taken while an incident lasts.
 */
@Name("connectionpool.Exhaustion")
@Label("Pool Exhaustion")
@Description("Threads gave up waiting for a connection of a full pool: one event at the begin, one at the end")
@Category("Connection Pool")
@StackTrace(false)
final class ExhaustionEvent extends Event {

	@Label("Pool")
	@Nullable String pool;

	@Label("Over")
	@Description("Whether the episode is over")
	boolean over;

	@Label("Began")
	@Description("When the first thread that failed began to wait")
	@Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
	long began;

	@Label("Lasted")
	@Description("From then to the last failure so far")
	@Timespan(Timespan.MILLISECONDS)
	long lasted;

	@Label("Failed")
	@Description("Threads that got no connection so far")
	int failed;

	@Label("Most Waiting")
	@Description("The most threads that waited at once")
	int waiting;

	@Label("Connections in Use")
	int active;

	@Label("Maximum")
	@Description("The largest number of connections that the pool opens, -1 if it is not known")
	int maximum;

	@Label("Holders")
	@Description("The call sites that held the most connections when the first thread failed, at most five")
	@Nullable String holders;

}
