package io.github.connectionpool.internal.sizing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.text.NumberText;

/**
 * A plan in sentences.
 */
final class PlanText {

	private static final Duration DAY = Duration.ofDays(1);

	private PlanText() {
	}

	static String statement(CapacityDemand demand, PoolQueue instance, FleetDemand fleet, @Nullable PoolQueue largest,
			@Nullable PgBouncerPlan pgBouncer, @Nullable PoolQueue current) {
		List<String> sentences = new ArrayList<>();
		sentences
			.add("Give " + ((demand.instances() > 1) ? "each of " + demand.instances() + " instances" : "the instance")
					+ " a pool of " + instance.connections() + ": at " + NumberText.of(demand.ratePerInstance())
					+ " requests/s that hold for " + time(demand.holdTime()) + ", " + expect(instance) + " (target "
					+ time(demand.targetWait()) + ").");
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
		sentences.add("The longest waiting borrower gets the next connection, and no borrower gives up.");
		sentences.add("One request holds one connection; the hold time does not grow with the number of connections,"
				+ " which holds as long as the server has idle cores.");
		sentences.add((demand.holdTimeScv() != null)
				? "Hold times vary with a squared coefficient of variation of " + NumberText.of(demand.scv())
						+ (demand.scv() != 1 ? "; waits are M/M/c (Erlang C) corrected for that, an approximation."
								: ".")
				: "Hold times are taken to be exponential (M/M/c, Erlang C), for their variance is not known.");
		if (pgBouncer != null) {
			sentences
				.add("PgBouncer pools transactions and serves one database and user; " + ((demand.serverTime() != null)
						? "a connection of the server is needed for " + time(demand.serverTime()) + " of each hold."
						: "a connection of the server is needed for all of the hold time, since the time in"
								+ " transactions is not known; if that is less, a smaller pool will do."));
			sentences.add("A client that waits in PgBouncer holds a connection of the application's pool meanwhile.");
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
				+ NumberText.of(plan.multiplexingRatio()) + " connections of the application share one of the server, "
				+ expect(plan.queue()) + " (target " + time(demand.targetWait()) + ").";
	}

	private static String expect(PoolQueue queue) {
		Duration p99 = queue.p99Wait();
		if (p99 == null) {
			return "the queue grows without end, for the utilization would be "
					+ NumberText.percent(queue.utilization());
		}
		String wait = p99.isZero() ? "99 % do not wait" : NumberText.percent(queue.chanceToWait())
				+ " of the requests wait, and 99 % wait no longer than " + time(p99);
		return "the utilization is " + NumberText.percent(queue.utilization()) + (p99.isZero() ? " and " : ", ") + wait;
	}

	private static String time(Duration time) {
		return (time.compareTo(DAY) > 0) ? "more than a day" : DurationText.of(time);
	}

}
