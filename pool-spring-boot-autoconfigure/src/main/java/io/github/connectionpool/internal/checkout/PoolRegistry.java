package io.github.connectionpool.internal.checkout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * All monitored pools of an application, by name. Thread-safe.
 */
public final class PoolRegistry {

	private final Map<String, MonitoredPool> pools = new ConcurrentSkipListMap<>();

	private final List<Consumer<MonitoredPool>> listeners = new ArrayList<>();

	/**
	 * Add a pool. It replaces one of the same name, whose data source has been created
	 * anew.
	 * @param pool the pool
	 */
	public synchronized void add(MonitoredPool pool) {
		this.pools.put(pool.name(), pool);
		this.listeners.forEach((listener) -> listener.accept(pool));
	}

	/**
	 * Set a listener for every pool, those that are present and those to come.
	 * @param listener called once for each pool
	 */
	public synchronized void onEach(Consumer<MonitoredPool> listener) {
		this.listeners.add(listener);
		this.pools.values().forEach(listener);
	}

	/**
	 * A pool by its name.
	 * @param name the name
	 * @return the pool, null if there is none of that name
	 */
	public @Nullable MonitoredPool get(String name) {
		return this.pools.get(name);
	}

	/**
	 * All pools.
	 * @return a new list, in the order of the names
	 */
	public List<MonitoredPool> all() {
		return List.copyOf(this.pools.values());
	}

}
