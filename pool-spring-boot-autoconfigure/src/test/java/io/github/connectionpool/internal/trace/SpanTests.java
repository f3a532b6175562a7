package io.github.connectionpool.internal.trace;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import brave.Tracing;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.recording.BorrowTrace;
import io.github.connectionpool.internal.recording.ContextSource;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * With the real bridges of Micrometer Tracing to OpenTelemetry and Brave.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpanTests {

	private final HikariDataSource hikari = TestPools.hikari(1);

	private final MonitoredPool pool = TestPools.pool("orders", TestPools.statistics(this.hikari));

	private final PoolRegistry pools = new PoolRegistry();

	private final PoolMonitor monitor = TestPools.monitor(this.pools);

	private final Exported exported = new Exported();

	private final List<MutableSpan> finished = new CopyOnWriteArrayList<>();

	SpanTests() {
		this.hikari.setConnectionTimeout(250);
		this.pools.add(this.pool);
	}

	@AfterEach
	void close() {
		this.hikari.close();
	}

	@Test
	void aLongWaitIsAnEventOfTheSpanAndNoSpan() throws Exception {
		Tracer tracer = openTelemetry(Sampler.alwaysOn());
		inSpan(tracer, () -> borrow(tracer, Duration.ZERO).close());
		assertThat(this.exported.spans).singleElement().satisfies((span) -> {
			assertThat(span.getName()).isEqualTo("request");
			assertThat(span.getEvents()).singleElement()
				.satisfies((event) -> assertThat(event.getName()).startsWith("Waited ")
					.endsWith(" for a connection of connection pool 'orders'"));
		});
	}

	@Test
	void aShortWaitIsNoEvent() throws Exception {
		Tracer tracer = openTelemetry(Sampler.alwaysOn());
		inSpan(tracer, () -> borrow(tracer, Duration.ofDays(1)).close());
		assertThat(this.exported.spans).singleElement().satisfies((span) -> assertThat(span.getEvents()).isEmpty());
	}

	@Test
	void aWaitInVainIsAnEvent() throws Exception {
		Tracer tracer = openTelemetry(Sampler.alwaysOn());
		try (Connection connection = this.hikari.getConnection()) {
			inSpan(tracer, () -> assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> borrow(tracer, Duration.ofMillis(100))));
			assertThat(connection.isClosed()).isFalse();
		}
		assertThat(this.exported.spans.get(0).getEvents()).singleElement()
			.satisfies((event) -> assertThat(event.getName())
				.startsWith("Got no connection of connection pool 'orders' after "));
	}

	@Test
	void nothingIsKeptOfASpanThatIsNotSampledOrMissing() throws Exception {
		Tracer tracer = openTelemetry(Sampler.alwaysOff());
		BorrowSpans spans = new BorrowSpans(tracer, Duration.ZERO);
		inSpan(tracer, () -> assertThat(spans.current()).isNull());
		assertThat(spans.current()).isNull();
		assertThat(new BorrowSpans(Tracer.NOOP, Duration.ZERO).current()).isNull();
		borrow(tracer, Duration.ZERO).close();
		assertThat(this.exported.spans).isEmpty();
	}

	@Test
	void aLeakAfterTheEndOfItsSpanIsASpanOfTheSameTrace() throws Exception {
		Tracer tracer = openTelemetry(Sampler.alwaysOn());
		inSpan(tracer, () -> borrow(tracer, Duration.ofDays(1)));
		SpanData request = this.exported.spans.get(0);
		leak(tracer);
		TestPools.await().until(() -> this.exported.spans.size() == 2);
		SpanData leak = this.exported.spans.get(1);
		assertThat(leak.getName()).isEqualTo("connectionpool.leak");
		assertThat(leak.getTraceId()).isEqualTo(request.getTraceId());
		assertThat(leak.getParentSpanId()).isEqualTo(request.getSpanId());
		assertThat(leak.getAttributes().get(AttributeKey.stringKey("connectionpool.call-site")))
			.contains("SpanTests.java:");
		assertThat(leak.getAttributes().get(AttributeKey.stringKey("connectionpool.reason"))).isEqualTo("UNREACHABLE");
		assertThat(leak.getAttributes().get(AttributeKey.stringKey("connectionpool.pool"))).isEqualTo("orders");
	}

	@Test
	void aLeakWithinItsSpanIsAnEventOfIt() throws Exception {
		Tracer tracer = openTelemetry(Sampler.alwaysOn());
		inSpan(tracer, () -> {
			borrow(tracer, Duration.ofDays(1));
			try (LeakSpans leaks = leak(tracer)) {
				io.opentelemetry.sdk.trace.ReadableSpan current = (io.opentelemetry.sdk.trace.ReadableSpan) io.opentelemetry.api.trace.Span
					.current();
				TestPools.await().until(() -> !current.toSpanData().getEvents().isEmpty());
				assertThat(leaks).isNotNull();
			}
		});
		assertThat(this.exported.spans).singleElement()
			.satisfies((span) -> assertThat(span.getEvents()).singleElement()
				.satisfies((event) -> assertThat(event.getName())
					.startsWith("Leaked a connection of connection pool 'orders' at ")
					.endsWith("(UNREACHABLE)")));
	}

	@Test
	void braveGetsTheSame() throws Exception {
		Tracer tracer = brave();
		inSpan(tracer, () -> {
			try (WorkUnit work = WorkUnit.begin("request")) {
				borrow(tracer, Duration.ZERO);
				assertThat(work).isNotNull();
			}
		});
		assertThat(this.finished).singleElement()
			.satisfies((span) -> assertThat(span.annotations()).singleElement()
				.satisfies((annotation) -> assertThat(annotation.getValue()).startsWith("Waited ")));
		leak(tracer);
		TestPools.await().until(() -> this.finished.size() == 2);
		assertThat(this.finished.get(1).name()).isEqualTo("connectionpool.leak");
		assertThat(this.finished.get(1).traceId()).isEqualTo(this.finished.get(0).traceId());
		assertThat(this.finished.get(1).parentId()).isEqualTo(this.finished.get(0).id());
	}

	@Test
	void aTracerThatFailsDoesNotKeepTheBorrowerFromItsConnection(CapturedOutput output) throws Exception {
		Tracer broken = (Tracer) java.lang.reflect.Proxy.newProxyInstance(Tracer.class.getClassLoader(),
				new Class<?>[] { Tracer.class }, (proxy, method, args) -> {
					throw new IllegalStateException("the tracer is broken");
				});
		BorrowTrace spans = new BorrowSpans(broken, Duration.ZERO);
		borrow(spans).close();
		borrow(spans).close();
		assertThat(output).containsOnlyOnce("the tracer is broken").contains("the application is not affected");
		assertThat(this.pool.ledger().size()).isZero();
	}

	private Connection borrow(Tracer tracer, Duration threshold) throws SQLException {
		return borrow(new BorrowSpans(tracer, threshold));
	}

	private Connection borrow(BorrowTrace spans) throws SQLException {
		return new MonitoredDataSource(this.hikari, this.pool, new ContextSource() {

			@Override
			public CheckoutContext current() {
				return CheckoutContext.NONE;
			}

			@Override
			public BorrowTrace trace() {
				return spans;
			}

		}).getConnection();
	}

	/** Loses the connection for real, and tells the leak as the watch does. */
	private LeakSpans leak(Tracer tracer) {
		LeakSpans leaks = new LeakSpans(() -> tracer, this.pools);
		TestPools.await().until(() -> {
			System.gc();
			PoolSnapshot snapshot = this.monitor.snapshot(this.pool, Duration.ZERO);
			return snapshot.count(Verdict.LEAKED) == 1;
		});
		List<CheckoutReport> leaked = new ArrayList<>(this.monitor.snapshot(this.pool, Duration.ZERO).checkouts(1));
		leaks.leaked(leaked.get(0));
		return leaks;
	}

	private static void inSpan(Tracer tracer, Task task) throws Exception {
		Span span = tracer.nextSpan().name("request").start();
		try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
			assertThat(scope).isNotNull();
			task.run();
		}
		finally {
			span.end();
		}
	}

	private Tracer openTelemetry(Sampler sampler) {
		SdkTracerProvider provider = SdkTracerProvider.builder()
			.setSampler(sampler)
			.addSpanProcessor(SimpleSpanProcessor.create(this.exported))
			.build();
		return new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), (event) -> {
		});
	}

	private Tracer brave() {
		Tracing tracing = Tracing.newBuilder().addSpanHandler(new SpanHandler() {

			@Override
			public boolean end(TraceContext context, MutableSpan span, Cause cause) {
				return SpanTests.this.finished.add(span);
			}

		}).build();
		return new BraveTracer(tracing.tracer(), new BraveCurrentTraceContext(tracing.currentTraceContext()),
				new BraveBaggageManager());
	}

	@FunctionalInterface
	private interface Task {

		void run() throws Exception;

	}

	private static final class Exported implements SpanExporter {

		private final List<SpanData> spans = new CopyOnWriteArrayList<>();

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			this.spans.addAll(spans);
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
