package io.github.connectionpool.endpoint;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Distribution;
import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.sizing.CapacityDemand;
import io.github.connectionpool.sizing.CapacityPlan;

/**
 * Makes a plan from what the request gives, and where it gives nothing from what is
 * measured and configured. Text comes in, so that what is no number gets an answer that
 * says what is allowed.
 */
final class PlanRequest {

	private static final double DEFAULT_TARGET_MILLIS = 100;

	private static final double MAX_MILLIS = Duration.ofHours(1).toMillis();

	private static final double MIN_MILLIS = 0.001;

	private static final String TARGET = "targetWaitMillis";

	private static final int SLOWDOWN = 10;

	private final Map<String, @Nullable String> given;

	private final Map<String, PlanView.InputView> inputs = new LinkedHashMap<>();

	private PlanRequest(Map<String, @Nullable String> given) {
		this.given = given;
	}

	/**
	 * Make a plan.
	 * @param given the parameters as text
	 * @param pool what has been measured
	 * @param instances how many instances run, null if not known
	 * @param instancesFrom how that is known
	 * @param serverLimit what the server gives, null if not known
	 * @return the plan
	 * @throws IllegalArgumentException if a parameter is not allowed, or one is missing
	 * that was not measured either; the message is for whoever asked
	 */
	static PlanView plan(Map<String, @Nullable String> given, Pool pool, @Nullable Integer instances,
			String instancesFrom, @Nullable Integer serverLimit) {
		return new PlanRequest(given).plan(pool, instances, instancesFrom, serverLimit);
	}

	private PlanView plan(Pool pool, @Nullable Integer knownInstances, String instancesFrom,
			@Nullable Integer knownLimit) {
		Distribution held = pool.held().recent();
		boolean measured = held.count() > 0;
		int instances = whole("instances", (knownInstances != null) ? knownInstances : 1,
				(knownInstances != null) ? instancesFrom : "assumed");
		double seconds = pool.held().recentTime().toNanos() / 1e9;
		double rate = number("requestRate", measured ? held.count() / seconds * instances : null,
				"measured in the last minutes, × instances");
		Duration hold = millis("holdMillis", measured ? held.mean().toNanos() / 1e6 : null,
				"measured in the last minutes");
		// a variation that was measured belongs to the hold time that was
		Double scv = optionalNumber("holdTimeScv",
				(measured && this.given.get("holdMillis") == null) ? held.scv() : null, "measured in the last minutes");
		Duration transaction = transaction(hold);
		Integer limit = optionalWhole("serverLimit", knownLimit, "asked of the server");
		Duration target = millis(TARGET, DEFAULT_TARGET_MILLIS, "default");
		Integer size = optionalWhole("poolSize", pool.counts().max(), "the pool's maximum");
		CapacityDemand demand = new CapacityDemand(instances, rate, hold, scv, transaction, limit, target, size);
		return PlanView.of(CapacityPlan.of(demand), this.inputs, slower(demand));
	}

	private @Nullable Duration transaction(Duration hold) {
		if (this.given.get("transactionMillis") == null) {
			return null;
		}
		Duration transaction = millis("transactionMillis", null, "given");
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
			throw new IllegalArgumentException(
					name + " is missing: nothing has been returned to this pool in the last minutes to measure it by");
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
		double value = parse(name, text);
		this.inputs.put(name, new PlanView.InputView(value, "given"));
		return value;
	}

	private Duration millis(String name, @Nullable Double known, String source) {
		double millis = number(name, known, source);
		double min = name.equals(TARGET) ? 0 : MIN_MILLIS;
		if (this.given.get(name) != null && !(millis >= min && millis <= MAX_MILLIS)) {
			throw new IllegalArgumentException(name + " was '" + echo(name)
					+ "', allowed is a number of milliseconds from " + min + " to " + (long) MAX_MILLIS);
		}
		// what was measured may be less than can be calculated with
		return Duration.ofNanos(Math.round(Math.max(min, Math.min(millis, MAX_MILLIS)) * 1e6));
	}

	private int whole(String name, int known, String source) {
		Integer value = optionalWhole(name, known, source);
		return (value != null) ? value : known;
	}

	private @Nullable Integer optionalWhole(String name, @Nullable Integer known, String source) {
		String text = this.given.get(name);
		if (text == null) {
			if (known != null) {
				this.inputs.put(name, new PlanView.InputView(known, source));
			}
			return known;
		}
		try {
			int value = Integer.parseInt(text.trim());
			this.inputs.put(name, new PlanView.InputView(value, "given"));
			return value;
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(
					name + " was '" + echo(name) + "', allowed is a whole number from 1 to 100000");
		}
	}

	private String echo(String name) {
		return ConnectionPoolEndpointWebExtension.echo(this.given.get(name));
	}

	private double parse(String name, String text) {
		try {
			return Double.parseDouble(text.trim());
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(name + " was '" + echo(name) + "', allowed is a number, as 50 or 0.5");
		}
	}

}
