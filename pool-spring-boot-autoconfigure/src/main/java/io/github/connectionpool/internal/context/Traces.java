package io.github.connectionpool.internal.context;

import java.util.function.Supplier;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trace of the calling thread.
 */
public final class Traces {

	private Traces() {
	}

	/**
	 * The trace of the calling thread.
	 * @param tracer the application's tracer
	 * @return its identifier, null if nothing is traced
	 */
	public static Supplier<@Nullable String> of(Tracer tracer) {
		return () -> {
			TraceContext context = tracer.currentTraceContext().context();
			String traceId = (context != null) ? context.traceId() : null;
			// the no-op tracer of an application without tracing returns an empty one
			return (traceId != null && !traceId.isEmpty()) ? traceId : null;
		};
	}

}
