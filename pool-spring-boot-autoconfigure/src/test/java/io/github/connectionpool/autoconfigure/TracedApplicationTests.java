package io.github.connectionpool.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import brave.Tracing;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.recording.BorrowTrace;
import io.github.connectionpool.internal.recording.ContextSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The traces of an application that has a tracer.
 */
class TracedApplicationTests {

	private final List<MutableSpan> finished = new CopyOnWriteArrayList<>();

	private final Tracing tracing = Tracing.newBuilder().addSpanHandler(new SpanHandler() {

		@Override
		public boolean end(TraceContext context, MutableSpan span, Cause cause) {
			return TracedApplicationTests.this.finished.add(span);
		}

	}).build();

	private final Tracer tracer = new BraveTracer(this.tracing.tracer(),
			new BraveCurrentTraceContext(this.tracing.currentTraceContext()), new BraveBaggageManager());

	private final ApplicationContextRunner untraced = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				ConnectionPoolAutoConfiguration.class, ConnectionPoolContextAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:traced", "connectionpool.check-interval=100ms",
				"connectionpool.leak.evidence-after=100ms", "connectionpool.leak.quiet=1s");

	private final ApplicationContextRunner traced = this.untraced.withBean(Tracer.class, () -> this.tracer);

	@AfterEach
	void close() {
		this.tracing.close();
	}

	@Test
	void aLongWaitAndALeakStandInTheTraceOfTheirRequest() {
		this.traced.withPropertyValues("connectionpool.tracing.wait-threshold=0").run((context) -> {
			Connection connection = TestPools.onThread("ends", () -> inSpan(context));
			TestPools.await().until(() -> this.finished.size() == 2);
			assertThat(connection.isClosed()).isFalse();
			connection.close();
		});
		MutableSpan request = this.finished.get(0);
		assertThat(request.annotations()).singleElement()
			.satisfies((event) -> assertThat(event.getValue()).startsWith("Waited ")
				.endsWith(" for a connection of connection pool 'dataSource'"));
		MutableSpan leak = this.finished.get(1);
		assertThat(leak.name()).isEqualTo("connectionpool.leak");
		assertThat(leak.parentId()).isEqualTo(request.id());
		assertThat(leak.tag("connectionpool.reason")).isEqualTo("OWNER_ENDED");
	}

	@Test
	void aShortWaitIsNoEvent() {
		this.traced.withPropertyValues("connectionpool.tracing.wait-threshold=1h")
			.run((context) -> inSpan(context).close());
		assertThat(this.finished).singleElement().satisfies((span) -> assertThat(span.annotations()).isEmpty());
	}

	@Test
	void nothingIsTracedWhereThatIsSwitchedOffOrThereIsNoTracer() {
		this.traced.withPropertyValues("connectionpool.tracing.enabled=false")
			.run((context) -> assertThat(trace(context)).isSameAs(BorrowTrace.NONE));
		this.untraced.run((context) -> assertThat(trace(context)).isSameAs(BorrowTrace.NONE));
		this.untraced.withBean(Tracer.class, () -> Tracer.NOOP)
			.run((context) -> assertThat(trace(context)).isSameAs(BorrowTrace.NONE));
	}

	private static BorrowTrace trace(ApplicationContext context) {
		return context.getBean(ContextSource.class).trace();
	}

	private Connection inSpan(ApplicationContext context) throws SQLException {
		Span span = this.tracer.nextSpan().name("request").start();
		try (Tracer.SpanInScope scope = this.tracer.withSpan(span)) {
			assertThat(scope).isNotNull();
			return context.getBean(DataSource.class).getConnection();
		}
		finally {
			span.end();
		}
	}

}
