package io.github.connectionpool.endpoint;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.answer.CaptureView;
import io.github.connectionpool.internal.answer.HistoryView;
import io.github.connectionpool.internal.answer.LoadView;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.UtilizationLevel;

/**
 * The answer for one pool. Null values are left out; eight parts are only in the answer
 * to a question for that pool.
 *
 * @param type class of the data source
 * @param poolName the name the pool gives itself
 * @param status the sustained level of utilization; critical during an outage
 * @param utilization share of the maximum that is borrowed, 0 to 1
 * @param connections the pool's counts
 * @param database what the server at their other end has said
 * @param pgbouncer what the console of a PgBouncer between has said
 * @param leaked how many open checkouts are leaked
 * @param at the time of the reading that all parts rest on
 * @param capture an operator's order to take stacks otherwise, while it is in force
 * @param oldest the five oldest open checkouts, oldest first
 * @param findings advice
 * @param checkouts the open checkouts, oldest first
 * @param callSites the open checkouts by call site, the largest group first
 * @param exhaustions reports of the last ten exhaustions, the newest first
 * @param timing how long borrowers waited and connections were held
 * @param load the origins that have had the connections out in the last minutes and the
 * last hour, left out before anything is sampled
 * @param history the last hour, a row a minute, oldest first; left out before the first
 * check
 * @param timeouts the timeouts around the pool, from the fastest to the slowest; timeouts
 * without a limit come last
 * @param plan the capacity that the measured load needs, left out before anything is
 * measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolView(String type, @Nullable String poolName, UtilizationLevel status, @Nullable Double utilization,
		ConnectionsView connections, @Nullable DatabaseView database, @Nullable PgBouncerView pgbouncer, int leaked,
		Instant at, @Nullable CaptureView capture, List<CheckoutView> oldest, List<Finding> findings,
		@Nullable List<CheckoutView> checkouts, @Nullable List<CallSiteView> callSites,
		@Nullable List<ExhaustionView> exhaustions, @Nullable TimingView timing, @Nullable LoadView load,
		@Nullable List<HistoryView> history, @Nullable List<TimeoutView> timeouts, @Nullable PlanView plan) {

}
