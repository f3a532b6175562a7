package io.github.connectionpool.internal.sizing;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a fleet of application instances asks of its pools and its database server, to
 * plan for. Immutable.
 *
 * @param instances how many instances run behind the load balancer, 1 to 100000
 * @param requestRate borrows in a second of all instances together, above 0, at most
 * 1000000
 * @param holdTime the mean time from borrow to return, 1 µs to 1 h; together with the
 * rate no more than 1000000 connections may be in use on average
 * @param holdTimeScv the squared coefficient of variation of the hold time (variance
 * divided by the square of the mean), 0 to 1000. It is 0 for constant times and 1 for
 * exponential ones. {@code null} if not known, then 1 is assumed
 * @param serverTime the mean part of the hold time in which a transaction is open, 1 µs
 * to the hold time. PgBouncer needs a connection of the server for this time only.
 * {@code null} if not known, then it is all of the hold time
 * @param serverLimit connections the server gives ({@code max_connections} less its
 * reserved slots), 1 to 100000; {@code null} if not known
 * @param targetWait what 99 % of all borrows may wait at most, 0 to 1 h
 * @param poolSize the maximum that a pool has now, 1 to 100000; {@code null} if its
 * effect is not asked for
 */
public record CapacityDemand(int instances, double requestRate, Duration holdTime, @Nullable Double holdTimeScv,
		@Nullable Duration serverTime, @Nullable Integer serverLimit, Duration targetWait, @Nullable Integer poolSize) {

	/** The most instances, and the most connections of a pool or a server. */
	public static final int MAX_COUNT = PoolQueue.MAX_CONNECTIONS;

	/** The largest squared coefficient of variation. */
	public static final double MAX_SCV = PoolQueue.MAX_SCV;

	/**
	 * Creates a demand.
	 * @throws IllegalArgumentException if a number is outside its range; the message
	 * names it and the allowed range
	 */
	public CapacityDemand {
		Check.notNull("holdTime", holdTime);
		Check.notNull("targetWait", targetWait);
		Check.whole("instances", instances, 1, MAX_COUNT);
		PoolQueue.checkLoad(requestRate, holdTime);
		Check.number("holdTimeScv", (holdTimeScv != null) ? holdTimeScv : 1, 0, PoolQueue.MAX_SCV);
		Check.time("serverTime", (serverTime != null) ? serverTime : holdTime, PoolQueue.MIN_HOLD_TIME, holdTime);
		Check.whole("serverLimit", (serverLimit != null) ? serverLimit : 1, 1, PoolQueue.MAX_CONNECTIONS);
		Check.time("targetWait", targetWait, Duration.ZERO, PoolQueue.MAX_TIME);
		Check.whole("poolSize", (poolSize != null) ? poolSize : 1, 1, PoolQueue.MAX_CONNECTIONS);
	}

	/**
	 * Returns the same with another hold time. The time in transactions, if known,
	 * changes in proportion, for it is the statements that become slower.
	 * @param time the mean time from borrow to return, 1 µs to 1 h
	 * @return the demand
	 * @throws IllegalArgumentException if it is outside its range
	 */
	public CapacityDemand withHoldTime(Duration time) {
		Check.time("holdTime", time, PoolQueue.MIN_HOLD_TIME, PoolQueue.MAX_TIME);
		Duration server = (this.serverTime != null) ? scaled(this.serverTime, time) : null;
		return new CapacityDemand(this.instances, this.requestRate, time, this.holdTimeScv, server, this.serverLimit,
				this.targetWait, this.poolSize);
	}

	/**
	 * Returns the same without the part of the hold time in which no statement runs. The
	 * time in transactions, if known, loses all of what is inside of one and nothing of
	 * what is outside.
	 * @param inTransaction the part inside of a transaction, as a share of the hold time
	 * @param outside the part outside of one; both are 0 or more, together at most 1
	 */
	CapacityDemand withoutIdle(double inTransaction, double outside) {
		Check.number("inTransaction", inTransaction, 0, 1);
		Check.number("outside", outside, 0, 1);
		long hold = this.holdTime.toNanos();
		long rest = shortened(hold, hold * (inTransaction + outside), hold);
		Duration server = (this.serverTime != null)
				? Duration.ofNanos(shortened(this.serverTime.toNanos(), hold * inTransaction, rest)) : null;
		return new CapacityDemand(this.instances, this.requestRate, Duration.ofNanos(rest), this.holdTimeScv, server,
				this.serverLimit, this.targetWait, this.poolSize);
	}

	private static long shortened(long nanos, double by, long most) {
		return Math.max(PoolQueue.MIN_HOLD_TIME.toNanos(), Math.min(nanos - Math.round(by), most));
	}

	double scv() {
		return (this.holdTimeScv != null) ? this.holdTimeScv : 1;
	}

	double ratePerInstance() {
		return this.requestRate / this.instances;
	}

	private Duration scaled(Duration part, Duration whole) {
		double share = PoolQueue.seconds(part) / PoolQueue.seconds(this.holdTime);
		long nanos = Math.round(share * whole.toNanos());
		return Duration.ofNanos(Math.max(PoolQueue.MIN_HOLD_TIME.toNanos(), Math.min(nanos, whole.toNanos())));
	}

}
