package io.github.connectionpool.internal.trace;

import java.util.function.Supplier;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.recording.FollowedHandle;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.internal.watch.WatchListener;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Reason;

/**
 * Tells a leak to the trace in which the connection was borrowed. The span of the borrow
 * gets an event while it is open. Mostly the work has ended by then, and a span that has
 * ended takes no events: the trace gets a span without a length below it.
 */
public final class LeakSpans implements WatchListener, AutoCloseable {

	private static final Log logger = LogFactory.getLog(LeakSpans.class);

	private static final String SPAN = "connectionpool.leak";

	private static final int MOST_CHARACTERS = 200;

	private final Supplier<@Nullable Tracer> tracer;

	private final PoolRegistry pools;

	/** Of its own: an exporter may block the thread that ends a span. */
	private final OnDemandExecutor executor = new OnDemandExecutor("connectionpool-traces");

	private volatile boolean failureLogged;

	/**
	 * Create.
	 * @param tracer the application's tracer, null if it has none or several
	 * @param pools the pools
	 */
	public LeakSpans(Supplier<@Nullable Tracer> tracer, PoolRegistry pools) {
		this.tracer = tracer;
		this.pools = pools;
	}

	@Override
	public void leaked(CheckoutReport report) {
		MonitoredPool pool = this.pools.get(report.pool());
		if (pool == null) {
			return;
		}
		for (Checkout checkout : pool.ledger().oldestFirst()) {
			FollowedHandle followed = FollowedHandle.of(checkout);
			if (followed != null && followed.trace() instanceof Span span && checkout.id().equals(report.id())) {
				boolean open = report.judgement().reason() == Reason.UNREACHABLE && isRunning(checkout.work());
				this.executor.submit(() -> tell(report, span, open));
			}
		}
	}

	private static boolean isRunning(@Nullable WorkUnit work) {
		return work == null || !work.hasEnded();
	}

	private void tell(CheckoutReport report, Span span, boolean open) {
		try {
			// a span of OpenTelemetry records nothing any more once it has ended
			if (open && !span.isNoop()) {
				span.event("Leaked a connection of connection pool '" + PlainText.of(report.pool()) + "' at "
						+ line(report) + " (" + report.judgement().reason() + ")");
				return;
			}
			Tracer tracer = this.tracer.get();
			if (tracer != null) {
				tracer.spanBuilder()
					.setParent(span.context())
					.name(SPAN)
					.tag("connectionpool.pool", PlainText.of(report.pool()))
					.tag("connectionpool.checkout", PlainText.of(report.id()))
					.tag("connectionpool.call-site", line(report))
					.tag("connectionpool.reason", String.valueOf(report.judgement().reason()))
					.tag("connectionpool.held", DurationText.of(report.held()))
					.start()
					.end();
			}
		}
		catch (RuntimeException | LinkageError ex) {
			if (!this.failureLogged) {
				this.failureLogged = true;
				logger.warn("Leaks are missing in traces; the application is not affected, and further failures are"
						+ " not logged", ex);
			}
		}
	}

	private static String line(CheckoutReport report) {
		return PlainText.shortened(report.source(), MOST_CHARACTERS);
	}

	@Override
	public void close() {
		this.executor.close();
	}

}
