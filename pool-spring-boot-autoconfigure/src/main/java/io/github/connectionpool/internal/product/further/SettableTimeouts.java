package io.github.connectionpool.internal.product.further;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.DriverProperties;
import io.github.connectionpool.internal.pool.PoolTimeout;
import io.github.connectionpool.internal.pool.PoolTimeouts;

/**
 * The timeouts of a pool that has not started.
 *
 * @param all the timeouts
 * @param jdbcUrl the JDBC URL, null if the driver can be given no properties
 * @param driverProperties the properties of the driver
 * @param adder adds a property of the driver
 */
record SettableTimeouts(List<PoolTimeout> all, @Nullable String jdbcUrl, Map<String, String> driverProperties,
		BiConsumer<String, String> adder) implements PoolTimeouts {

	/** Of a pool whose driver can be given no properties. */
	static SettableTimeouts withoutDriver(List<PoolTimeout> all) {
		return new SettableTimeouts(all, null, Map.of(), (name, value) -> {
		});
	}

	@Override
	public void addDriverProperty(String name, String value) {
		this.adder.accept(name, value);
	}

	/** A timeout that the pool takes in milliseconds. */
	static PoolTimeout millis(PoolTimeout.Kind kind, String property, long now, long defaultMillis,
			Consumer<Long> setter) {
		return new PoolTimeout(kind, List.of(property), DriverProperties.limit(now), now == defaultMillis,
				(value) -> setter.accept(value.toMillis()));
	}

	/** A timeout that the pool takes in whole seconds. */
	static PoolTimeout seconds(PoolTimeout.Kind kind, String property, int now, int defaultSeconds,
			IntConsumer setter) {
		return new PoolTimeout(kind, List.of(property), limit(now), now == defaultSeconds,
				(value) -> setter.accept(Math.toIntExact(value.toSeconds())));
	}

	/** A number of seconds that is not above zero is no limit. */
	static Duration limit(long seconds) {
		return (seconds > 0) ? Duration.ofSeconds(seconds) : Duration.ZERO;
	}

}
