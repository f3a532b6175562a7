package io.github.connectionpool.internal.product;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ReflectionUtils;

/**
 * The targets of a routing data source that are no beans. They are monitored under its
 * name and their key. An application may set other targets while it runs, so they are
 * looked at again and again. Thread-safe.
 */
public final class RoutingTargets {

	/** Tenants may be any number. */
	private static final int MAX_TARGETS = 100;

	private static final int MAX_KEY = 50;

	/** The name is a part of the endpoint's path. */
	private static final Pattern OTHER_CHARACTERS = Pattern.compile("[^A-Za-z0-9._-]");

	private static final @Nullable VarHandle TARGETS = field("resolvedDataSources", Map.class);

	private static final @Nullable VarHandle DEFAULT = field("resolvedDefaultDataSource", DataSource.class);

	private final AbstractRoutingDataSource routing;

	private final String name;

	private final Predicate<DataSource> isPool;

	private final BiFunction<DataSource, String, DataSource> monitor;

	private final IdentityHashMap<DataSource, DataSource> monitored = new IdentityHashMap<>();

	private final Set<String> names = new HashSet<>();

	private @Nullable Object seen;

	private boolean failed;

	/**
	 * Create.
	 * @param routing the routing data source
	 * @param name name of its bean
	 * @param isPool whether a data source is a pool that should be monitored and is not
	 * @param monitor makes a monitored data source of a pool and its name
	 */
	public RoutingTargets(AbstractRoutingDataSource routing, String name, Predicate<DataSource> isPool,
			BiFunction<DataSource, String, DataSource> monitor) {
		this.routing = routing;
		this.name = name;
		this.isPool = isPool;
		this.monitor = monitor;
	}

	/**
	 * Has the targets that are pools monitored. Costs next to nothing while they are the
	 * same. Fails once, and does nothing from then on.
	 */
	public synchronized void refresh() {
		if (TARGETS == null || DEFAULT == null || this.failed) {
			return;
		}
		try {
			replace(TARGETS, DEFAULT);
		}
		catch (RuntimeException | LinkageError ex) {
			this.failed = true;
			throw ex;
		}
	}

	private void replace(VarHandle resolved, VarHandle standard) {
		Object now = resolved.getVolatile(this.routing);
		if (now != this.seen && now instanceof Map<?, ?> targets) {
			Map<Object, Object> replaced = new HashMap<>(targets);
			replaced.replaceAll((key, target) -> monitored(target, String.valueOf(key)));
			// its final field publishes the map to borrowers, who read without a lock
			Map<Object, Object> published = Collections.unmodifiableMap(replaced);
			// if the application has set others meanwhile, those have to stay
			if (resolved.compareAndSet(this.routing, now, published)) {
				this.seen = published;
			}
		}
		Object target = standard.getVolatile(this.routing);
		if (target != null) {
			Object replaced = monitored(target, "default");
			if (replaced != target) {
				standard.compareAndSet(this.routing, target, replaced);
			}
		}
	}

	private Object monitored(Object target, String key) {
		if (!(target instanceof DataSource pool) || !this.isPool.test(pool)) {
			return target;
		}
		DataSource known = this.monitored.get(pool);
		if (known == null && this.monitored.size() < MAX_TARGETS) {
			known = this.monitor.apply(pool, uniqueName(key));
			this.monitored.put(pool, known);
		}
		return (known != null) ? known : pool;
	}

	private String uniqueName(String key) {
		String base = this.name + "."
				+ OTHER_CHARACTERS.matcher(key.substring(0, Math.min(key.length(), MAX_KEY))).replaceAll("_");
		String unique = base;
		for (int i = 2; !this.names.add(unique); i++) {
			unique = base + "-" + i;
		}
		return unique;
	}

	/**
	 * Why pools are suspected to be out of sight.
	 * @return a sentence, null if none are
	 */
	public @Nullable String suspicion() {
		refresh();
		Set<DataSource> unseen = Collections.newSetFromMap(new IdentityHashMap<>());
		if (TARGETS != null && TARGETS.getVolatile(this.routing) instanceof Map<?, ?> targets) {
			targets.values().forEach((target) -> {
				if (target instanceof DataSource pool && this.isPool.test(pool)) {
					unseen.add(pool);
				}
			});
		}
		if (!unseen.isEmpty()) {
			return "The routing data source '" + this.name + "' leads to " + unseen.size()
					+ ((unseen.size() == 1) ? " pool that is" : " pools that are")
					+ " not monitored: the first 100 are.";
		}
		return choosesByItself() ? "The routing data source '" + this.name + "' chooses its targets by itself in "
				+ this.routing.getClass().getName() + ", so that its pools may not be monitored." : null;
	}

	private boolean choosesByItself() {
		Method method = ReflectionUtils.findMethod(this.routing.getClass(), "determineTargetDataSource");
		return method != null && method.getDeclaringClass() != AbstractRoutingDataSource.class;
	}

	/** Null where it is called otherwise, or cannot be reached. */
	private static @Nullable VarHandle field(String name, Class<?> type) {
		try {
			return MethodHandles.privateLookupIn(AbstractRoutingDataSource.class, MethodHandles.lookup())
				.findVarHandle(AbstractRoutingDataSource.class, name, type);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

}
