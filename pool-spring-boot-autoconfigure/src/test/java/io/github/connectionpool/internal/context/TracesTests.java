package io.github.connectionpool.internal.context;

import java.lang.reflect.Proxy;
import java.util.function.Supplier;

import io.micrometer.tracing.CurrentTraceContext;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TracesTests {

	private @Nullable TraceContext context;

	private final Supplier<@Nullable String> traceId = Traces.of(only(Tracer.class, "currentTraceContext",
			() -> only(CurrentTraceContext.class, "context", () -> this.context)));

	@Test
	void outsideOfATraceThereIsNone() {
		assertThat(this.traceId.get()).isNull();
	}

	@Test
	void aTraceIsKnownByItsIdentifierWithoutASpanBeingMade() {
		this.context = only(TraceContext.class, "traceId", () -> "4711");
		assertThat(this.traceId.get()).isEqualTo("4711");
		this.context = null;
		assertThat(this.traceId.get()).isNull();
	}

	/** Answers this one call and refuses all others. */
	private static <T> T only(Class<T> type, String method, Supplier<@Nullable Object> answer) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, called, arguments) -> {
				if (!called.getName().equals(method)) {
					throw new IllegalStateException(called + " must not be called");
				}
				return answer.get();
			}));
	}

	@Test
	void aTracerThatTracesNothingHasNone() {
		assertThat(Traces.of(Tracer.NOOP).get()).isNull();
	}

}
