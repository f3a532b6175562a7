package io.github.connectionpool.internal.page;

import java.util.function.Predicate;

/**
 * The surroundings of the page, the same for each request. Immutable.
 *
 * @param application name of the application, may be empty
 * @param path the last segment of the endpoint's path
 * @param evictable whether connections may be evicted
 * @param ofApplication tells the application's own frames
 */
public record PageSettings(String application, String path, boolean evictable,
		Predicate<StackTraceElement> ofApplication) {

}
