package io.github.connectionpool.internal.sizing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A plan in sentences.
 */
final class PlanText {

	private PlanText() {
	}

	static String statement(CapacityDemand demand, PoolQueue instance, FleetDemand fleet, @Nullable PoolQueue largest,
			@Nullable PgBouncerPlan pgBouncer, @Nullable PoolQueue current) {
		List<String> sentences = new ArrayList<>();
		sentences
			.add("Give " + ((demand.instances() > 1) ? "each of " + demand.instances() + " instances" : "the instance")
					+ " a pool of " + instance.connections() + ": at " + Text.number(demand.ratePerInstance())
					+ " requests/s that hold for " + Text.rounded(demand.holdTime()) + ", " + expect(instance)
					+ " (target " + Text.rounded(demand.targetWait()) + ").");
		if (current != null) {
			sentences.add(current(demand, instance, current));
		}
		sentences.add(fleet.statement());
		if (largest != null) {
			sentences.add("With that " + expect(largest) + ".");
		}
		if (pgBouncer != null) {
			sentences.add(pgBouncer(demand, pgBouncer));
		}
		return String.join(" ", sentences);
	}

	static List<String> assumptions(CapacityDemand demand, @Nullable PgBouncerPlan pgBouncer) {
		List<String> sentences = new ArrayList<>();
		sentences
			.add("Requests come independently of each other (Poisson), at the same rate all the time: plan with the"
					+ " rate of the busiest minute, not of the day.");
		if (demand.instances() > 1) {
			sentences
				.add("The load balancer gives each instance the same share; each pool is a queue of its own, so one"
						+ " cannot lend to another.");
		}
		sentences.add("Who waits longest gets the next connection, and nobody gives up.");
		sentences.add("One request holds one connection; the hold time does not grow with the number of connections,"
				+ " which holds as long as the server has idle cores.");
		sentences.add((demand.holdTimeScv() != null)
				? "Hold times vary with a squared coefficient of variation of " + Text.number(demand.scv())
						+ (demand.scv() != 1 ? "; waits are M/M/c (Erlang C) corrected for that, an approximation."
								: ".")
				: "Hold times are taken to be exponential (M/M/c, Erlang C), for their variance is not known.");
		if (pgBouncer != null) {
			sentences
				.add("PgBouncer pools transactions and serves one database and user; " + ((demand.serverTime() != null)
						? "a connection of the server is needed for " + Text.rounded(demand.serverTime())
								+ " of each hold."
						: "a connection of the server is needed for all of the hold time, since the time in"
								+ " transactions is not known; if that is less, a smaller pool will do."));
			sentences.add("Who waits in PgBouncer holds a connection of the application's pool meanwhile.");
		}
		return sentences;
	}

	private static String current(CapacityDemand demand, PoolQueue instance, PoolQueue current) {
		String keeps = current.keeps(demand.targetWait()) ? "which keeps the target"
				: (current.isStable() ? "which misses the target" : "so requests time out until fewer come");
		String verdict = (current.connections() > instance.connections() && current.keeps(demand.targetWait()))
				? keeps + " with " + (current.connections() - instance.connections()) + " to spare" : keeps;
		return "With the current maximum of " + current.connections() + " " + expect(current) + ", " + verdict + ".";
	}

	private static String pgBouncer(CapacityDemand demand, PgBouncerPlan plan) {
		if (plan.atLimit() != null) {
			return "PgBouncer alone is not enough: it would need " + plan.defaultPoolSize()
					+ " connections of the server, and with " + plan.atLimit().connections() + " "
					+ expect(plan.atLimit()) + ". Hold connections for a shorter time, ask for fewer, or divide the"
					+ " data among several servers.";
		}
		return "In PgBouncer set pool_mode=transaction, default_pool_size=" + plan.defaultPoolSize()
				+ " and max_client_conn of at least " + plan.clientConnections() + ": "
				+ Text.number(plan.multiplexingRatio()) + " connections of the application share one of the server, "
				+ expect(plan.queue()) + " (target " + Text.rounded(demand.targetWait()) + ").";
	}

	private static String expect(PoolQueue queue) {
		Duration p99 = queue.p99Wait();
		if (p99 == null) {
			return "the queue grows without end, for the utilization would be " + Text.percent(queue.utilization());
		}
		String wait = p99.isZero() ? "99 % do not wait" : Text.percent(queue.chanceToWait())
				+ " of the requests wait, and 99 % wait no longer than " + Text.rounded(p99);
		return "the utilization is " + Text.percent(queue.utilization()) + (p99.isZero() ? " and " : ", ") + wait;
	}

}
