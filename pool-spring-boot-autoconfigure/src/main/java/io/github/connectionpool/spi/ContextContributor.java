package io.github.connectionpool.spi;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.WorkContext;

/**
 * Describes the work of the calling thread, as the message that it consumes or the tenant
 * that it serves. The endpoint, the log and the events show the description with each
 * connection that the work has borrowed.
 *
 * <p>
 * A bean of this type is called at each borrow, on the borrowing thread, once all
 * singletons exist. It reads state that is bound to the thread and nothing else. It must
 * not wait, and it must not borrow a connection. Several beans are called in their
 * {@linkplain org.springframework.core.annotation.Order order}.
 *
 * <p>
 * An exception never reaches the borrower. The first one of a contributor is logged with
 * the name of its class. A contributor that fails 100 times in succession is not called
 * again. Implementations must be thread-safe.
 *
 * <pre>{@code
 * ContextContributor messages = () -> WorkContext.ofNullable("message", Messages.currentTopic());
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ContextContributor {

	/**
	 * Describes the work of the calling thread.
	 * @return the description, null if the thread does no work that this contributor
	 * knows
	 */
	@Nullable WorkContext current();

}
