package io.github.connectionpool.internal.sizing;

/**
 * The chance to wait in M/M/c, one more server at a time:
 * {@code B(0) = 1, B(c) = a·B(c−1) / (c + a·B(c−1))} and {@code C = B / (1 − ρ(1 − B))}.
 * The recurrence has neither factorials nor powers, so that it is exact for thousands of
 * servers. Not thread-safe.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Erlang_(unit)#Erlang_C_formula">Erlang
 * C</a>
 */
final class ErlangC {

	private final double offeredLoad;

	private int servers;

	private double blocked = 1;

	ErlangC(double offeredLoad) {
		this.offeredLoad = offeredLoad;
	}

	static double chanceToWait(int servers, double offeredLoad) {
		ErlangC erlang = new ErlangC(offeredLoad);
		while (erlang.servers < servers) {
			erlang.addServer();
		}
		return erlang.chanceToWait();
	}

	void addServer() {
		this.servers++;
		double blockedLoad = this.offeredLoad * this.blocked;
		this.blocked = blockedLoad / (this.servers + blockedLoad);
	}

	int servers() {
		return this.servers;
	}

	boolean isStable() {
		return this.servers > this.offeredLoad;
	}

	/** 1 where the queue grows without end. */
	double chanceToWait() {
		if (!isStable()) {
			return 1;
		}
		return this.blocked / (1 - this.offeredLoad / this.servers * (1 - this.blocked));
	}

}
