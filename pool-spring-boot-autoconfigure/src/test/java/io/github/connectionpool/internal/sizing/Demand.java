package io.github.connectionpool.internal.sizing;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A {@link CapacityDemand} that tests change step by step. Immutable.
 */
record Demand(CapacityDemand get) {

	static Demand of(int instances, double requestRate, Duration holdTime, Duration targetWait) {
		return new Demand(new CapacityDemand(instances, requestRate, holdTime, null, null, null, targetWait, null));
	}

	Demand withHoldTime(Duration time) {
		return new Demand(this.get.withHoldTime(time));
	}

	Demand withHoldTimeScv(@Nullable Double scv) {
		return new Demand(new CapacityDemand(this.get.instances(), this.get.requestRate(), this.get.holdTime(), scv,
				this.get.serverTime(), this.get.serverLimit(), this.get.targetWait(), this.get.poolSize()));
	}

	Demand withServerTime(@Nullable Duration time) {
		return new Demand(new CapacityDemand(this.get.instances(), this.get.requestRate(), this.get.holdTime(),
				this.get.holdTimeScv(), time, this.get.serverLimit(), this.get.targetWait(), this.get.poolSize()));
	}

	Demand withServerLimit(@Nullable Integer limit) {
		return new Demand(new CapacityDemand(this.get.instances(), this.get.requestRate(), this.get.holdTime(),
				this.get.holdTimeScv(), this.get.serverTime(), limit, this.get.targetWait(), this.get.poolSize()));
	}

	Demand withPoolSize(@Nullable Integer size) {
		return new Demand(new CapacityDemand(this.get.instances(), this.get.requestRate(), this.get.holdTime(),
				this.get.holdTimeScv(), this.get.serverTime(), this.get.serverLimit(), this.get.targetWait(), size));
	}

	CapacityPlan plan() {
		return CapacityPlan.of(this.get);
	}

}
