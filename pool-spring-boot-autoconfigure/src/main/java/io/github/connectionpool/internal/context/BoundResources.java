package io.github.connectionpool.internal.context;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The resources that Spring has bound to a thread, such as connections and sessions.
 * Other threads may read them later.
 */
final class BoundResources {

	/**
	 * Spring's map of the thread, kept for as long as the thread lives. Its class belongs
	 * to the JDK, so that a thread of a server keeps no class of the application.
	 */
	private static final ThreadLocal<@Nullable Map<Object, Object>> MAP = new ThreadLocal<>();

	private BoundResources() {
	}

	/**
	 * Whether a resource of the calling thread stays bound. Once its map is empty, Spring
	 * begins a new one; resources that are bound later do not count.
	 * @return true for as long as the thread has always had a resource; null if nothing
	 * is bound
	 */
	static @Nullable BooleanSupplier ofThisThread() {
		Map<Object, Object> map = MAP.get();
		if (map == null || map.isEmpty()) {
			map = TransactionSynchronizationManager.getResourceMap();
			if (map.isEmpty()) {
				return null;
			}
			MAP.set(map);
		}
		WeakReference<Map<Object, Object>> reference = new WeakReference<>(map);
		return () -> {
			Map<Object, Object> resources = reference.get();
			return resources != null && !resources.isEmpty();
		};
	}

}
