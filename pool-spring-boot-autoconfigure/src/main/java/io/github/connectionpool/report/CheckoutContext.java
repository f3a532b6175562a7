package io.github.connectionpool.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The unit of work at the moment of a borrow. Immutable.
 *
 * @param transaction name of the transaction, null if there is none or it has no name
 * @param request the web request being served, null outside of one
 * @param task the scheduled task being run, null outside of one
 * @param traceId identifier of the current trace, null if nothing is traced
 * @param contributed descriptions by the contributors of the application, in their order
 * @since 0.1.0
 */
public record CheckoutContext(@Nullable String transaction, @Nullable Request request, @Nullable String task,
		@Nullable String traceId, List<WorkContext> contributed) {

	/** Nothing is known. */
	public static final CheckoutContext NONE = new CheckoutContext(null, null, null, null);

	/**
	 * A context without contributions of the application.
	 * @param transaction name of the transaction, null if there is none or it has no name
	 * @param request the web request being served, null outside of one
	 * @param task the scheduled task being run, null outside of one
	 * @param traceId identifier of the current trace, null if nothing is traced
	 */
	public CheckoutContext(@Nullable String transaction, @Nullable Request request, @Nullable String task,
			@Nullable String traceId) {
		this(transaction, request, task, traceId, List.of());
	}

	/**
	 * The method and path pattern of a web request, joined only when it is read.
	 *
	 * @param method the HTTP method
	 * @param pattern the path pattern of the handler, null while none has been chosen
	 */
	public record Request(String method, @Nullable String pattern) {

		@Override
		public String toString() {
			return this.method + " " + ((this.pattern != null) ? this.pattern : "(no handler yet)");
		}

	}

}
