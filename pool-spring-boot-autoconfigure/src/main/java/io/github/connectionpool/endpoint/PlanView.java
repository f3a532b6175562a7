package io.github.connectionpool.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.sizing.CapacityPlan;
import io.github.connectionpool.internal.sizing.IdleSaving;
import io.github.connectionpool.internal.sizing.PgBouncerPlan;
import io.github.connectionpool.internal.sizing.PoolQueue;

/**
 * A plan of the capacity. Null values are left out.
 *
 * @param statement what to do and why, in a sentence or two
 * @param inputs what it was calculated from, and where each number comes from
 * @param connectionsPerInstance the maximum that each instance's pool needs
 * @param connectionsInAll what all instances need together
 * @param queue what borrowers have to expect with that
 * @param current what they have to expect with the maximum that the pool has now
 * @param serverTakesIt whether the server gives so many connections
 * @param pgBouncerNeeded whether a pooler has to share them
 * @param pgBouncer what PgBouncer needs
 * @param assumptions the assumptions of the numbers
 * @param tenTimesAsLong the same statement for a hold time of ten times as long, as when
 * the database becomes slow
 * @param withoutIdle the plan if connections were returned while no statement runs; null
 * if that is not measured or saves none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanView(String statement, Map<String, InputView> inputs, int connectionsPerInstance, long connectionsInAll,
		QueueView queue, @Nullable QueueView current, @Nullable Boolean serverTakesIt, boolean pgBouncerNeeded,
		@Nullable PgBouncerPlanView pgBouncer, List<String> assumptions, @Nullable String tenTimesAsLong,
		@Nullable WithoutIdleView withoutIdle) {

	/** A number and where it comes from. */
	record InputView(Object value, String source) {

	}

	/**
	 * A queue before connections. One that is not stable has no waits.
	 *
	 * @param growsWithoutEnd true if more is asked for than the connections can serve,
	 * else null
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record QueueView(int connections, double utilization, double chanceToWait, @Nullable Double meanWaitMillis,
			@Nullable Double p99WaitMillis, @Nullable Boolean growsWithoutEnd) {

		static QueueView of(PoolQueue queue) {
			return new QueueView(queue.connections(), round(queue.utilization()), round(queue.chanceToWait()),
					millis(queue.meanWait()), millis(queue.p99Wait()), queue.isStable() ? null : true);
		}

		private static @Nullable Double millis(@Nullable Duration wait) {
			return (wait != null) ? round(wait.toNanos() / 1e6) : null;
		}

		private static double round(double value) {
			return Math.round(value * 1e4) / 1e4;
		}

	}

	/**
	 * The need for connections if they were returned while no statement runs.
	 *
	 * @param statement the saving in words
	 * @param idleShare the part of the hold time in which no statement runs, 0 to 1
	 * @param connectionsPerInstance the maximum that each instance's pool would need
	 * @param connectionsInAll the need of all instances together
	 */
	record WithoutIdleView(String statement, double idleShare, int connectionsPerInstance, long connectionsInAll) {

		static WithoutIdleView of(IdleSaving saving, String mostly) {
			return new WithoutIdleView(saving.statement(mostly), Math.round(saving.idleShare() * 1e3) / 1e3,
					saving.after().instance().connections(), saving.after().connections());
		}

	}

	/** What PgBouncer needs. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record PgBouncerPlanView(int defaultPoolSize, long clientConnections, double multiplexingRatio,
			boolean serverTakesIt, QueueView queue, @Nullable QueueView atLimit) {

		static PgBouncerPlanView of(PgBouncerPlan plan) {
			return new PgBouncerPlanView(plan.defaultPoolSize(), plan.clientConnections(),
					Math.round(plan.multiplexingRatio() * 10) / 10.0, plan.serverTakesIt(), QueueView.of(plan.queue()),
					(plan.atLimit() != null) ? QueueView.of(plan.atLimit()) : null);
		}

	}

	static PlanView of(CapacityPlan plan, Map<String, InputView> inputs, @Nullable CapacityPlan slower,
			boolean isPostgres, String maximum, @Nullable WithoutIdleView withoutIdle) {
		String other = (isPostgres || !plan.pgBouncerNeeded()) ? ""
				: " PgBouncer is for PostgreSQL: before this database it takes a pooler of its own, as ProxySQL.";
		return new PlanView(plan.statement() + other + maximum, inputs, plan.instance().connections(),
				plan.connections(), QueueView.of(plan.instance()),
				(plan.current() != null) ? QueueView.of(plan.current()) : null, plan.serverTakesIt(),
				plan.pgBouncerNeeded(), (plan.pgBouncer() != null) ? PgBouncerPlanView.of(plan.pgBouncer()) : null,
				plan.assumptions(), (slower != null) ? slower.statement() : null, withoutIdle);
	}

}
