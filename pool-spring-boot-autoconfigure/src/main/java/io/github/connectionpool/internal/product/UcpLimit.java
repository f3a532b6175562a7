package io.github.connectionpool.internal.product;

import java.util.List;
import java.util.function.Predicate;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;

import io.github.connectionpool.internal.pool.PoolLimit;

/**
 * The limit of an Oracle UCP pool, by its bean properties: its classes cannot be compiled
 * against without warnings, for annotations that are published nowhere.
 */
final class UcpLimit implements PoolLimit {

	static final String TYPE = "oracle.ucp.jdbc.PoolDataSource";

	private final BeanWrapper ucp;

	UcpLimit(DataSource dataSource) {
		this.ucp = PropertyAccessorFactory.forBeanPropertyAccess(dataSource);
	}

	@Override
	public String property() {
		return "max-pool-size";
	}

	@Override
	public boolean isDefault() {
		return connections() == Integer.MAX_VALUE;
	}

	@Override
	public int connections() {
		return number("maxPoolSize");
	}

	@Override
	public @Nullable String jdbcUrl() {
		return (this.ucp.getPropertyValue("URL") instanceof String url) ? url : null;
	}

	@Override
	public int minimum() {
		return Math.max(number("minPoolSize"), number("initialPoolSize"));
	}

	@Override
	public List<String> keeping() {
		return List.of("initial-pool-size", "min-pool-size");
	}

	@Override
	public void set(int connections, Predicate<String> isSet) {
		raise(connections, isSet);
	}

	@Override
	public void raise(int connections, Predicate<String> isSet) {
		this.ucp.setPropertyValue("maxPoolSize", connections);
	}

	private int number(String property) {
		return (this.ucp.getPropertyValue(property) instanceof Integer number) ? number : 0;
	}

}
