package io.github.connectionpool.internal.sizing;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What borrowers of one pool have to expect: requests that come independently of each
 * other wait, first come first served, for one of its connections (M/G/c). Immutable.
 *
 * @param connections the size of the pool, at least 1
 * @param utilization connections in use on average as a share of all; 1 or more if the
 * queue grows without end
 * @param chanceToWait the share of requests that have to wait, 0 to 1, by Erlang C; 1 if
 * the queue grows without end
 * @param meanWait the mean wait of all requests, also those that do not wait;
 * {@code null} if the queue grows without end
 * @param p99Wait what 99 % of all requests wait at most; {@code null} if the queue grows
 * without end
 */
public record PoolQueue(int connections, double utilization, double chanceToWait, @Nullable Duration meanWait,
		@Nullable Duration p99Wait) {

	static final int MAX_CONNECTIONS = 100_000;

	static final double MAX_REQUEST_RATE = 1_000_000;

	static final Duration MIN_HOLD_TIME = Duration.ofNanos(1000);

	static final Duration MAX_TIME = Duration.ofHours(1);

	static final double MAX_SCV = 1000;

	/** So that the requested queue is found at once. */
	static final double MAX_BUSY = 1_000_000;

	private static final double REST = 0.01;

	private static final double NANOS = 1e9;

	/**
	 * Calculates a queue. Erlang C is exact for exponential hold times; for others the
	 * waits are approximations (Kimura; Tijms; Lee and Longton), which the sources of
	 * this package name.
	 * @param connections the size of the pool, 1 to 100000
	 * @param requestRate requests to this pool in a second, above 0, at most 1000000
	 * @param holdTime the mean time from borrow to return, 1 µs to 1 h
	 * @param holdTimeScv the squared coefficient of variation of that time, its variance
	 * divided by the square of its mean: 0 if it is constant, 1 if it is exponential, at
	 * most 1000
	 * @return the queue, also where it grows without end
	 * @throws IllegalArgumentException if a number is outside its range, or rate × time
	 * is above 1000000
	 */
	public static PoolQueue of(int connections, double requestRate, Duration holdTime, double holdTimeScv) {
		Check.whole("connections", connections, 1, MAX_CONNECTIONS);
		checkLoad(requestRate, holdTime);
		Check.number("holdTimeScv", holdTimeScv, 0, MAX_SCV);
		double hold = seconds(holdTime);
		double busy = requestRate * hold;
		return of(connections, busy, hold, holdTimeScv, ErlangC.chanceToWait(connections, busy));
	}

	/**
	 * Finds the smallest pool that keeps a target. Arguments are not checked.
	 */
	static PoolQueue smallest(double requestRate, Duration holdTime, double scv, Duration targetWait) {
		double hold = seconds(holdTime);
		double busy = requestRate * hold;
		double target = seconds(targetWait) / hold;
		ErlangC erlang = new ErlangC(busy);
		while (true) {
			erlang.addServer();
			if (erlang.isStable()) {
				double chance = erlang.chanceToWait();
				if (new Wait(erlang.servers(), busy, chance, scv).exceededWith(REST) <= target) {
					return of(erlang.servers(), busy, hold, scv, chance);
				}
			}
		}
	}

	static void checkLoad(double requestRate, Duration holdTime) {
		Check.positive("requestRate", requestRate, MAX_REQUEST_RATE);
		Check.time("holdTime", holdTime, MIN_HOLD_TIME, MAX_TIME);
		Check.number("requestRate × holdTime", requestRate * seconds(holdTime), 0, MAX_BUSY);
	}

	private static PoolQueue of(int connections, double busy, double hold, double scv, double chance) {
		if (busy >= connections) {
			return new PoolQueue(connections, busy / connections, 1, null, null);
		}
		Wait wait = new Wait(connections, busy, chance, scv);
		return new PoolQueue(connections, busy / connections, chance, time(wait.mean() * hold),
				time(wait.exceededWith(REST) * hold));
	}

	/**
	 * Whether the queue ends: fewer connections are in use on average than there are.
	 * @return whether it does
	 */
	public boolean isStable() {
		return this.utilization < 1;
	}

	/**
	 * Whether 99 % of all requests wait no longer than that.
	 * @param targetWait the time
	 * @return whether they do, false if the queue grows without end
	 */
	public boolean keeps(Duration targetWait) {
		return this.p99Wait != null && this.p99Wait.compareTo(targetWait) <= 0;
	}

	static double seconds(Duration time) {
		return time.getSeconds() + time.getNano() / NANOS;
	}

	private static Duration time(double seconds) {
		return Duration.ofNanos(Math.round(seconds * NANOS));
	}

}
