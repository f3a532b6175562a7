package io.github.connectionpool.internal.product.further;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.PoolLimit;

/**
 * The limit of a pool whose maximum is one number that a setter takes.
 *
 * @param property the property of the maximum
 * @param defaultMax the product's default, 0 if it has none
 * @param max reads the maximum
 * @param setter sets the maximum
 * @param url reads the JDBC URL
 * @param kept the sizes that must not be above the maximum
 */
record NumberLimit(String property, int defaultMax, IntSupplier max, IntConsumer setter, Supplier<@Nullable String> url,
		List<Kept> kept) implements PoolLimit {

	@Override
	public boolean isDefault() {
		return this.max.getAsInt() == this.defaultMax;
	}

	@Override
	public int connections() {
		return this.max.getAsInt();
	}

	@Override
	public @Nullable String jdbcUrl() {
		return this.url.get();
	}

	@Override
	public int minimum() {
		return this.kept.stream().mapToInt(Kept::wanted).reduce(0, Math::max);
	}

	@Override
	public List<String> keeping() {
		return this.kept.stream().map(Kept::property).toList();
	}

	/** A product may refuse to start with a size above its maximum. */
	@Override
	public void set(int connections, Predicate<String> isSet) {
		for (Kept each : this.kept) {
			if (!isSet.test(each.property()) && each.size().getAsInt() > connections) {
				each.setter().accept(connections);
			}
		}
		raise(connections, isSet);
	}

	@Override
	public void raise(int connections, Predicate<String> isSet) {
		this.setter.accept(connections);
	}

	/**
	 * How many connections are kept or opened at first.
	 *
	 * @param property the property that says so
	 * @param defaultSize the product's default
	 * @param size reads it
	 * @param setter sets it
	 */
	record Kept(String property, int defaultSize, IntSupplier size, IntConsumer setter) {

		private int wanted() {
			int size = this.size.getAsInt();
			return (size != this.defaultSize) ? size : 0;
		}

	}

}
