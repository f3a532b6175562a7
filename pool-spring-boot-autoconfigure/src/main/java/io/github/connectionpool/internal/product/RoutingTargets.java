package io.github.connectionpool.internal.product;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ReflectionUtils;

import io.github.connectionpool.internal.text.PlainText;

/**
 * The targets of a routing data source that are no beans. They are monitored in its
 * place, under its name and their key. Targets that it gets later, or chooses by other
 * means, are out of sight. Thread-safe but for {@link #monitor}.
 */
public final class RoutingTargets {

	/** Tenants may be any number. */
	private static final int MAX_TARGETS = 100;

	private static final int MAX_KEY = 50;

	private static final @Nullable Field TARGETS = field("resolvedDataSources", Map.class);

	private static final @Nullable Field DEFAULT = field("resolvedDefaultDataSource", DataSource.class);

	private final AbstractRoutingDataSource routing;

	private final String name;

	private final Predicate<DataSource> isPool;

	/**
	 * Create.
	 * @param routing the routing data source
	 * @param name name of its bean
	 * @param isPool whether a data source is a pool that should be monitored and is not
	 */
	public RoutingTargets(AbstractRoutingDataSource routing, String name, Predicate<DataSource> isPool) {
		this.routing = routing;
		this.name = name;
		this.isPool = isPool;
	}

	/**
	 * Replaces the targets that are pools, before the routing data source is used.
	 * @param monitor makes a monitored data source of a pool and its name
	 */
	public void monitor(BiFunction<DataSource, String, DataSource> monitor) {
		if (TARGETS == null || DEFAULT == null) {
			return;
		}
		Map<DataSource, DataSource> monitored = new IdentityHashMap<>();
		if (ReflectionUtils.getField(TARGETS, this.routing) instanceof Map<?, ?> targets) {
			Map<Object, Object> replaced = new LinkedHashMap<>(targets);
			replaced.replaceAll((key, target) -> monitored(target, String.valueOf(key), monitored, monitor));
			ReflectionUtils.setField(TARGETS, this.routing, replaced);
		}
		if (ReflectionUtils.getField(DEFAULT, this.routing) instanceof DataSource target) {
			ReflectionUtils.setField(DEFAULT, this.routing, monitored(target, "default", monitored, monitor));
		}
	}

	private Object monitored(Object target, String key, Map<DataSource, DataSource> monitored,
			BiFunction<DataSource, String, DataSource> monitor) {
		if (!(target instanceof DataSource pool) || !this.isPool.test(pool)
				|| (monitored.size() >= MAX_TARGETS && !monitored.containsKey(pool))) {
			return target;
		}
		return monitored.computeIfAbsent(pool,
				(each) -> monitor.apply(each, this.name + "." + PlainText.of(PlainText.cut(key, MAX_KEY))));
	}

	/**
	 * Why pools are suspected to be out of sight.
	 * @return a sentence, null if none are
	 */
	public @Nullable String suspicion() {
		Set<DataSource> unseen = Collections.newSetFromMap(new IdentityHashMap<>());
		targets().stream().filter(this.isPool).forEach(unseen::add);
		if (!unseen.isEmpty()) {
			return "The routing data source '" + this.name + "' leads to " + unseen.size()
					+ ((unseen.size() == 1) ? " pool that is" : " pools that are") + " not monitored, as a "
					+ unseen.iterator().next().getClass().getName() + ".";
		}
		return choosesByItself() ? "The routing data source '" + this.name + "' chooses its targets by itself in "
				+ this.routing.getClass().getName() + ", so that its pools may not be monitored." : null;
	}

	private List<DataSource> targets() {
		List<DataSource> targets = new ArrayList<>();
		if (TARGETS != null && ReflectionUtils.getField(TARGETS, this.routing) instanceof Map<?, ?> resolved) {
			resolved.values()
				.stream()
				.filter(DataSource.class::isInstance)
				.map(DataSource.class::cast)
				.forEach(targets::add);
		}
		DataSource standard = this.routing.getResolvedDefaultDataSource();
		if (standard != null) {
			targets.add(standard);
		}
		return targets;
	}

	private boolean choosesByItself() {
		var method = ReflectionUtils.findMethod(this.routing.getClass(), "determineTargetDataSource");
		return method != null && method.getDeclaringClass() != AbstractRoutingDataSource.class;
	}

	private static @Nullable Field field(String name, Class<?> type) {
		Field field = ReflectionUtils.findField(AbstractRoutingDataSource.class, name, type);
		if (field != null) {
			ReflectionUtils.makeAccessible(field);
		}
		return field;
	}

}
