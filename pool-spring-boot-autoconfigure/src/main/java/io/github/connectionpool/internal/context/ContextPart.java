package io.github.connectionpool.internal.context;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.recording.BorrowTrace;
import io.github.connectionpool.report.CheckoutContext;

/**
 * A part of the context of a borrow. Each part is a bean of the configuration that has
 * its library.
 */
@FunctionalInterface
public interface ContextPart {

	/**
	 * Add this part, if its beans exist. Called once, after all singletons were made.
	 * @param parts the parts so far
	 */
	void addTo(ContextParts parts);

	/**
	 * The web request.
	 * @param request tells the web request of the calling thread
	 * @return the part
	 */
	static ContextPart request(Supplier<CheckoutContext.@Nullable Request> request) {
		return (parts) -> parts.request(request);
	}

	/**
	 * The exchange of WebFlux.
	 * @param exchange tells the exchange that the calling thread works on
	 * @return the part
	 */
	static ContextPart exchange(Supplier<CheckoutContext.@Nullable Request> exchange) {
		return (parts) -> parts.exchange(exchange);
	}

	/**
	 * The scheduled task.
	 * @param task makes the supplier of the calling thread's task; null if its beans do
	 * not exist
	 * @return the part
	 */
	static ContextPart task(Supplier<@Nullable Supplier<@Nullable String>> task) {
		return (parts) -> parts.task(task.get());
	}

	/**
	 * The trace.
	 * @param traceId makes the supplier of the calling thread's trace; null if its beans
	 * do not exist
	 * @return the part
	 */
	static ContextPart traceId(Supplier<@Nullable Supplier<@Nullable String>> traceId) {
		return (parts) -> parts.traceId(traceId.get());
	}

	/**
	 * The trace that is told of long waits.
	 * @param trace makes the trace of the calling thread, {@link BorrowTrace#NONE} if its
	 * beans do not exist
	 * @return the part
	 */
	static ContextPart trace(Supplier<BorrowTrace> trace) {
		return (parts) -> parts.trace(trace.get());
	}

}
