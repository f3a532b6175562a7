package io.github.connectionpool.internal.defaults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.PoolTimeout.Kind;
import io.github.connectionpool.internal.pool.PoolTimeout;
import io.github.connectionpool.internal.pool.PoolTimeouts;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.timeout.DriverTimeouts;
import io.github.connectionpool.internal.timeout.RecommendedTimeouts;

/**
 * Sets the timeouts of a pool and its driver that the user has not set. A timeout is left
 * alone if its new value would contradict one that the user has set, as a lifetime below
 * the idle timeout would.
 */
public class MissingTimeouts {

	private final PoolTimeouts timeouts;

	private final BoundProperties bound;

	private final @Nullable Duration query;

	private final @Nullable Duration transaction;

	private final Map<Kind, PoolTimeout> byKind = new EnumMap<>(Kind.class);

	private final List<String> told = new ArrayList<>();

	/** A limit of zero for queries or transactions means that there is none. */
	public MissingTimeouts(PoolTimeouts timeouts, BoundProperties bound, @Nullable Duration query,
			@Nullable Duration transaction) {
		this.timeouts = timeouts;
		this.bound = bound;
		this.query = (query != null) ? query : RecommendedTimeouts.QUERY;
		this.transaction = transaction;
		timeouts.all().forEach((timeout) -> this.byKind.put(timeout.kind(), timeout));
	}

	public void set() {
		Duration wait = RecommendedTimeouts.connection(this.query);
		if (isBelow(limit(Kind.VALIDATION), wait)) {
			set(Kind.CONNECTION, wait);
		}
		if (isBelow(limit(Kind.KEEPALIVE), RecommendedTimeouts.MAX_LIFETIME)
				&& isBelow(setByUser(Kind.IDLE), RecommendedTimeouts.MAX_LIFETIME)) {
			set(Kind.MAX_LIFETIME, RecommendedTimeouts.MAX_LIFETIME);
		}
		Duration lifetime = setByUser(Kind.MAX_LIFETIME);
		if (isBelow(RecommendedTimeouts.IDLE, lifetime)) {
			set(Kind.IDLE, RecommendedTimeouts.IDLE);
		}
		if (isBelow(RecommendedTimeouts.KEEPALIVE, lifetime)) {
			set(Kind.KEEPALIVE, RecommendedTimeouts.KEEPALIVE);
		}
		driver();
	}

	/** The settings that were made, in the form in which a user would make them. */
	public List<String> told() {
		return this.told;
	}

	private void set(Kind kind, Duration value) {
		PoolTimeout timeout = this.byKind.get(kind);
		if (timeout != null && !isSet(timeout) && !timeout.value().equals(value)) {
			timeout.set(value);
			this.told.add(this.bound.full(timeout.properties().get(0)) + " " + DurationText.exact(value));
		}
	}

	private boolean isSet(PoolTimeout timeout) {
		return !timeout.isDefault() || timeout.properties().stream().anyMatch(this.bound::isSet);
	}

	private @Nullable Duration limit(Kind kind) {
		PoolTimeout timeout = this.byKind.get(kind);
		return (timeout != null && !timeout.value().isZero()) ? timeout.value() : null;
	}

	private @Nullable Duration setByUser(Kind kind) {
		PoolTimeout timeout = this.byKind.get(kind);
		return (timeout != null && isSet(timeout)) ? limit(kind) : null;
	}

	/** Whether the order is right; it is if one of them has no limit. */
	private static boolean isBelow(@Nullable Duration shorter, @Nullable Duration longer) {
		return shorter == null || longer == null || shorter.compareTo(longer) < 0;
	}

	private void driver() {
		String url = this.timeouts.jdbcUrl();
		DriverTimeouts driver = DriverTimeouts.of(url, this.timeouts.driverProperties());
		if (url != null && driver != null) {
			driver(url, driver, DriverTimeouts.CONNECT, RecommendedTimeouts.CONNECT);
			if (isLimit(this.query) && (this.transaction == null || isLimit(this.transaction))) {
				Duration socket = RecommendedTimeouts.socket(this.query);
				Duration ofTransaction = RecommendedTimeouts.socket(this.transaction);
				driver(url, driver, DriverTimeouts.SOCKET,
						(ofTransaction.compareTo(socket) > 0) ? ofTransaction : socket);
			}
		}
	}

	/**
	 * Whether a time is limited. Zero is the user's decision that a query may take any
	 * time.
	 */
	private static boolean isLimit(@Nullable Duration value) {
		return value != null && !value.isZero();
	}

	private void driver(String url, DriverTimeouts driver, String name, Duration value) {
		if (!DriverTimeouts.isSet(url, this.timeouts.driverProperties(), name)) {
			this.timeouts.addDriverProperty(name, String.valueOf(driver.driver().units(value)));
			this.told.add(name + " of the driver " + DurationText.exact(value));
		}
	}

}
