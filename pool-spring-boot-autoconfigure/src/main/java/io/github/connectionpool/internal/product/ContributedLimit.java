package io.github.connectionpool.internal.product;

import java.util.List;
import java.util.function.Predicate;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.spi.PoolProduct;

/**
 * The limit of a pool whose product the application teaches.
 */
final class ContributedLimit implements PoolLimit {

	private final PoolProduct product;

	private final DataSource dataSource;

	private final PoolProduct.Maximum maximum;

	private final @Nullable String jdbcUrl;

	private int connections;

	ContributedLimit(PoolProduct product, DataSource dataSource, PoolProduct.Maximum maximum,
			@Nullable String jdbcUrl) {
		this.product = product;
		this.dataSource = dataSource;
		this.maximum = maximum;
		this.jdbcUrl = jdbcUrl;
		this.connections = maximum.connections();
	}

	@Override
	public String property() {
		return this.maximum.property();
	}

	@Override
	public boolean isDefault() {
		return this.maximum.isDefault();
	}

	@Override
	public int connections() {
		return this.connections;
	}

	@Override
	public @Nullable String jdbcUrl() {
		return this.jdbcUrl;
	}

	@Override
	public int minimum() {
		return this.maximum.minimum();
	}

	@Override
	public List<String> keeping() {
		return List.of();
	}

	@Override
	public void set(int connections, Predicate<String> isSet) {
		try {
			this.product.setMaximum(this.dataSource, connections);
			this.connections = connections;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("The pool product " + this.product.getClass().getName()
					+ " is faulty: setMaximum(DataSource, int) failed with " + connections, ex);
		}
	}

	@Override
	public void raise(int connections, Predicate<String> isSet) {
		set(connections, isSet);
	}

}
