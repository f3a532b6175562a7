package io.github.connectionpool.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;

import io.github.connectionpool.internal.sizing.FleetDemand;
import io.github.connectionpool.internal.sizing.PoolSize;
import io.github.connectionpool.internal.sizing.PoolSizing;

/**
 * The size for a pool whose maximum is not set, with the words for it. Knowledge that the
 * user has given applies as it is. The cores that the JVM sees are only a guess at the
 * database's cores. The size that follows from them is kept within the usual advice for
 * one instance. It is never below the product's own default, so that a working
 * application goes on working.
 *
 * @param size by the formula
 * @param guess whether nothing was given to calculate by
 * @param product the product's own default
 * @param minimum the largest number of connections that the user wants kept
 * @param instances how many instances run, null if not known
 */
record RecommendedSize(PoolSize size, boolean guess, int product, int minimum, @Nullable Integer instances) {

	/**
	 * The usual advice, and what the formula gives for four cores, rounded.
	 */
	static final int LEAST_GUESS = 10;

	static final int MOST_GUESS = 20;

	static RecommendedSize of(ConnectionPoolProperties properties, Binder binder, int product, int minimum) {
		ConnectionPoolProperties.Sizing sizing = properties.sizing();
		Integer configured = sizing.cores();
		int cores = (configured != null) ? configured : Runtime.getRuntime().availableProcessors();
		return of(cores, properties, isKnown(sizing, binder), product, minimum);
	}

	static RecommendedSize of(int cores, ConnectionPoolProperties properties, boolean known, int product, int minimum) {
		ConnectionPoolProperties.Sizing sizing = properties.sizing();
		PoolSize size = PoolSizing.recommend(cores, sizing.databaseCores(), sizing.spindles(), sizing.workload());
		return new RecommendedSize(size, !known, product, minimum, properties.fleet().instances());
	}

	/** Whether the user has set anything that the formula takes. */
	private static boolean isKnown(ConnectionPoolProperties.Sizing sizing, Binder binder) {
		return sizing.cores() != null || sizing.databaseCores() != null || isSet(binder, "spindles")
				|| isSet(binder, "workload");
	}

	private static boolean isSet(Binder binder, String name) {
		return !binder.bind("connectionpool.sizing." + name, String.class).orElse("").isBlank();
	}

	/**
	 * Never below the minimum that the user has set, which the pool would lower unasked.
	 */
	int connections() {
		return Math.max(chosen(), this.minimum);
	}

	private int chosen() {
		return this.guess ? Math.max(this.product, guessed()) : this.size.connections();
	}

	private int guessed() {
		return Math.max(LEAST_GUESS, Math.min(this.size.connections(), MOST_GUESS));
	}

	/** A clause that names the source of the maximum. */
	String origin() {
		return isProductsOwn() ? "The maximum of " + connections() + " is " + why()
				: "The starter chose the maximum of " + connections() + ": " + why();
	}

	/** Whether nothing changes by it. */
	private boolean isProductsOwn() {
		return this.guess && connections() == this.product;
	}

	private String why() {
		StringBuilder text = new StringBuilder();
		if (this.guess) {
			text.append(
					(chosen() == this.product) ? "the pool's own default, which is not less than a guess" : "a guess");
			text.append(" by the cores that the JVM sees, ");
		}
		text.append(this.size.formula());
		if (this.guess && guessed() != this.size.connections()) {
			text.append(" = ").append(this.size.connections()).append(", kept from ").append(LEAST_GUESS);
			text.append(" to ").append(MOST_GUESS);
		}
		if (connections() > chosen()) {
			text.append(", raised to the minimum of ").append(this.minimum).append(" that is set");
		}
		return text.toString();
	}

	String explain(String property) {
		StringBuilder text = new StringBuilder("maximum size ").append(connections()).append(" (").append(why());
		text.append("); set ").append(property).append(" to override");
		if (this.instances != null) {
			text.append(". ").append(new FleetDemand(connections(), this.instances, null).statement());
		}
		return text.toString();
	}

}
