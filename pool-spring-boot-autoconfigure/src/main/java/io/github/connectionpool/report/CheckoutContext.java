package io.github.connectionpool.report;

import org.jspecify.annotations.Nullable;

/**
 * What was known of the work at the moment of a borrow. Immutable.
 *
 * @param transaction name of the transaction, null if there is none or it has no name
 * @param request the web request being served, null outside of one
 * @param task the scheduled task being run, null outside of one
 * @param traceId identifier of the current trace, null if nothing is traced
 */
public record CheckoutContext(@Nullable String transaction, @Nullable Request request, @Nullable String task,
		@Nullable String traceId) {

	/** Nothing is known. */
	public static final CheckoutContext NONE = new CheckoutContext(null, null, null, null);

	/**
	 * The method and path pattern of a web request, joined only when somebody looks.
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
