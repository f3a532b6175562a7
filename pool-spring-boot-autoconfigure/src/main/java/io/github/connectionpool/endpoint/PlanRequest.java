package io.github.connectionpool.endpoint;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.load.LoadReport;
import io.github.connectionpool.internal.sizing.CapacityDemand;
import io.github.connectionpool.internal.sizing.CapacityPlan;
import io.github.connectionpool.internal.sizing.IdleSaving;
import io.github.connectionpool.report.Distribution;

/**
 * The input of a plan: the parameters of the request, and measured or configured values
 * for missing ones. Parameters are text, so that the answer to a malformed number can
 * tell the allowed values. All methods throw an {@link IllegalArgumentException} if a
 * parameter is not allowed, with a message for the caller.
 */
final class PlanRequest {

	private static final double DEFAULT_TARGET_MILLIS = 100;

	private static final double MIN_MILLIS = 0.001;

	private static final double MAX_MILLIS = Duration.ofHours(1).toMillis();

	private static final String TARGET = "targetWaitMillis";

	private static final String GIVEN = "given";

	private static final String MEASURED = "measured in the last minutes";

	private static final int SLOWDOWN = 10;

	/** A health check now and then says nothing about the load. */
	private static final int ENOUGH = 100;

	private final Map<String, @Nullable String> given;

	private final MonitoredPool pool;

	private final Distribution held;

	private final @Nullable Integer instances;

	private final String instancesFrom;

	private final @Nullable Integer serverLimit;

	private final @Nullable LoadReport load;

	private final Map<String, PlanView.InputView> inputs = new LinkedHashMap<>();

	/**
	 * Create.
	 * @param given the parameters as text
	 * @param pool the measured values
	 * @param instances how many instances run, null if not known
	 * @param instancesFrom how that is known
	 * @param serverLimit what the server gives, null if not known
	 * @param load the load of the last minutes, null if there is none to advise on
	 */
	PlanRequest(Map<String, @Nullable String> given, MonitoredPool pool, @Nullable Integer instances,
			String instancesFrom, @Nullable Integer serverLimit, @Nullable LoadReport load) {
		this.given = given;
		this.pool = pool;
		this.held = pool.held().recent();
		this.instances = instances;
		this.instancesFrom = instancesFrom;
		this.serverLimit = serverLimit;
		this.load = load;
	}

	/** Whether all is known that has to be. */
	boolean isAnswerable() {
		return isMeasured() || (this.given.get("requestRate") != null && this.given.get("holdMillis") != null);
	}

	/** Whether a part of it is given, so that the rest is missed. */
	boolean isAsked() {
		return this.given.get("requestRate") != null || this.given.get("holdMillis") != null
				|| this.given.get("holdTimeScv") != null || this.given.get("transactionMillis") != null
				|| this.given.get(TARGET) != null;
	}

	private boolean isMeasured() {
		return this.held.count() >= ENOUGH;
	}

	PlanView view(boolean isPostgres) {
		CapacityDemand demand = demand();
		// a size that was given is not the pool's
		String maximum = (this.given.get("poolSize") == null) ? this.pool.maximumText() : "";
		return PlanView.of(CapacityPlan.of(demand), this.inputs, slower(demand), isPostgres, maximum,
				withoutIdle(demand));
	}

	/** The idle part was measured in the hold time that was. */
	private PlanView.@Nullable WithoutIdleView withoutIdle(CapacityDemand demand) {
		LoadReport load = this.load;
		if (load == null || !isOwnHold() || !load.isToldBy(rate() * this.held.mean().toNanos() / 1e9)) {
			return null;
		}
		LoadReport.Share total = load.total();
		if (total.allIdle() == 0) {
			return null;
		}
		IdleSaving saving = IdleSaving.of(demand, total.idleInTransaction() / total.connections(),
				total.idle() / total.connections());
		String mostly = load.origins()
			.stream()
			.max(Comparator.comparingDouble((origin) -> origin.share().allIdle()))
			.map(LoadReport.OriginLoad::name)
			.orElse("");
		return saving.isAny() ? PlanView.WithoutIdleView.of(saving, mostly) : null;
	}

	CapacityPlan plan() {
		return CapacityPlan.of(demand());
	}

	@Nullable Integer instancesIfKnown() {
		return optionalWhole("instances", this.instances, this.instancesFrom);
	}

	@Nullable Integer serverLimit() {
		return optionalWhole("serverLimit", this.serverLimit, "asked of the server");
	}

	/** The pool's maximum, 1 if it has none. */
	int poolSize() {
		Integer size = optionalPoolSize();
		return (size != null) ? size : 1;
	}

	private @Nullable Integer optionalPoolSize() {
		Integer max = this.pool.counts().max();
		return optionalWhole("poolSize",
				(max != null) ? Integer.valueOf(Math.min(max, CapacityDemand.MAX_COUNT)) : null, "the pool's maximum");
	}

	private CapacityDemand demand() {
		Integer known = instancesIfKnown();
		int fleet = (known != null) ? known : 1;
		if (known == null) {
			this.inputs.put("instances", new PlanView.InputView(fleet, "assumed: set connectionpool.fleet.instances"));
		}
		double rate = number("requestRate", isMeasured() ? rate() * fleet : null,
				MEASURED + ", × instances" + (isCrowded() ? "; borrowers wait now, so more would come" : ""));
		Duration hold = millis("holdMillis", isMeasured() ? this.held.mean().toNanos() / 1e6 : null, MEASURED);
		// a variation that was measured belongs to the hold time that was
		Double scv = optionalNumber("holdTimeScv",
				isOwnHold() ? Math.min(this.held.scv(), CapacityDemand.MAX_SCV) : null, MEASURED);
		Duration transaction = transaction(hold);
		Duration target = millis(TARGET, DEFAULT_TARGET_MILLIS, "default");
		return new CapacityDemand(fleet, rate, hold, scv, transaction, serverLimit(), target, optionalPoolSize());
	}

	private boolean isOwnHold() {
		return isMeasured() && this.given.get("holdMillis") == null;
	}

	/** Returns in a second. */
	private double rate() {
		return this.held.count() / (this.pool.held().recentTime().toNanos() / 1e9);
	}

	private boolean isCrowded() {
		Integer pending = this.pool.counts().pending();
		return pending != null && pending > 0;
	}

	private @Nullable Duration transaction(Duration hold) {
		if (this.given.get("transactionMillis") == null) {
			return null;
		}
		Duration transaction = millis("transactionMillis", null, GIVEN);
		if (transaction.compareTo(hold) > 0) {
			throw new IllegalArgumentException("transactionMillis was '" + echo("transactionMillis")
					+ "', allowed is at most the hold time, which is " + hold.toNanos() / 1e6);
		}
		return transaction;
	}

	/** Null where ten times as much is more than can be calculated. */
	private static @Nullable CapacityPlan slower(CapacityDemand demand) {
		try {
			return CapacityPlan.of(demand.withHoldTime(demand.holdTime().multipliedBy(SLOWDOWN)));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private double number(String name, @Nullable Double known, String source) {
		Double value = optionalNumber(name, known, source);
		if (value == null) {
			throw new IllegalArgumentException(name + " is missing: fewer than " + ENOUGH
					+ " connections have been returned to this pool in the last minutes to measure it by");
		}
		return value;
	}

	private @Nullable Double optionalNumber(String name, @Nullable Double known, String source) {
		String text = this.given.get(name);
		if (text == null) {
			if (known != null) {
				this.inputs.put(name, new PlanView.InputView(Math.round(known * 1e3) / 1e3, source));
			}
			return known;
		}
		try {
			double value = Double.parseDouble(text.strip());
			this.inputs.put(name, new PlanView.InputView(value, GIVEN));
			return value;
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(name + " was '" + echo(name) + "', allowed is a number, as 50 or 0.5");
		}
	}

	private Duration millis(String name, @Nullable Double known, String source) {
		double millis = number(name, known, source);
		double min = name.equals(TARGET) ? 0 : MIN_MILLIS;
		if (this.given.get(name) != null && !(millis >= min && millis <= MAX_MILLIS)) {
			throw new IllegalArgumentException(name + " was '" + echo(name)
					+ "', allowed is a number of milliseconds from " + min + " to " + (long) MAX_MILLIS);
		}
		// measured values may be below the range of the calculation
		return Duration.ofNanos(Math.round(Math.max(min, Math.min(millis, MAX_MILLIS)) * 1e6));
	}

	private @Nullable Integer optionalWhole(String name, @Nullable Integer known, String source) {
		String text = this.given.get(name);
		if (text == null) {
			if (known != null) {
				this.inputs.put(name, new PlanView.InputView(known, source));
			}
			return known;
		}
		int value = parse(name, text);
		this.inputs.put(name, new PlanView.InputView(value, GIVEN));
		return value;
	}

	private int parse(String name, String text) {
		try {
			int value = Integer.parseInt(text.strip());
			if (value >= 1 && value <= CapacityDemand.MAX_COUNT) {
				return value;
			}
		}
		catch (NumberFormatException ex) {
			// told below
		}
		throw new IllegalArgumentException(
				name + " was '" + echo(name) + "', allowed is a whole number from 1 to " + CapacityDemand.MAX_COUNT);
	}

	private String echo(String name) {
		return ConnectionPoolEndpointWebExtension.echo(this.given.get(name));
	}

}
