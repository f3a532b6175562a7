package io.github.connectionpool.internal.trace;

import java.time.Duration;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.recording.BorrowTrace;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.text.PlainText;

/**
 * Adds an event to the current span when a borrower has waited for long. Makes no span.
 * Thread-safe.
 */
public final class BorrowSpans implements BorrowTrace {

	private static final Log logger = LogFactory.getLog(BorrowSpans.class);

	private final Tracer tracer;

	private final long waitThresholdNanos;

	private volatile boolean failureLogged;

	/**
	 * Create.
	 * @param tracer the application's tracer
	 * @param waitThreshold the wait from which a span has an event
	 */
	public BorrowSpans(Tracer tracer, Duration waitThreshold) {
		this.tracer = tracer;
		this.waitThresholdNanos = waitThreshold.toNanos();
	}

	/** The current span, unless it is not sampled: a leak could not be told to it. */
	@Override
	public @Nullable Span current() {
		try {
			Span span = this.tracer.currentSpan();
			return (span != null && !span.isNoop()) ? span : null;
		}
		catch (RuntimeException | LinkageError ex) {
			logOnce(ex);
			return null;
		}
	}

	@Override
	public long waitThresholdNanos() {
		return this.waitThresholdNanos;
	}

	@Override
	public void waited(MonitoredPool pool, long nanos, boolean failed) {
		Span span = current();
		if (span == null) {
			return;
		}
		try {
			String duration = DurationText.of(Duration.ofNanos(nanos));
			String name = "connection pool '" + PlainText.of(pool.name()) + "'";
			span.event(failed ? "Got no connection of " + name + " after " + duration
					: "Waited " + duration + " for a connection of " + name);
		}
		catch (RuntimeException | LinkageError ex) {
			logOnce(ex);
		}
	}

	private void logOnce(Throwable ex) {
		if (!this.failureLogged) {
			this.failureLogged = true;
			logger.warn("Waits for connections are missing in traces; the application is not affected, and further"
					+ " failures are not logged", ex);
		}
	}

}
