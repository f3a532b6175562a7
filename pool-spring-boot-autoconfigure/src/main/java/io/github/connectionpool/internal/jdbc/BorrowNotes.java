package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.recording.BorrowTrace;
import io.github.connectionpool.internal.recording.CheckoutRecording;
import io.github.connectionpool.internal.recording.FlightRecordings;
import io.github.connectionpool.internal.recording.WaitRecording;
import io.github.connectionpool.report.CheckoutContext;

/**
 * Notes waits and checkouts in the flight recordings that run, and in the trace of the
 * borrower. A failure of these never reaches the borrower.
 */
final class BorrowNotes {

	private BorrowNotes() {
	}

	/** Only while a recording runs. Returns null if it does not want waits. */
	static @Nullable WaitRecording beginWait() {
		try {
			return WaitRecording.begin();
		}
		catch (Throwable ex) {
			// for example an exhausted call stack: the wait is not recorded
			return null;
		}
	}

	/**
	 * The handle for a borrow that has succeeded, while a recording runs or borrows are
	 * traced.
	 */
	static MonitoredConnection handle(Checkout checkout, Connection connection, @Nullable WaitRecording wait,
			BorrowTrace trace) {
		CheckoutRecording recording = null;
		Object span = null;
		try {
			span = trace.current();
			long waited = checkout.waitedNanos();
			if (waited >= trace.waitThresholdNanos()) {
				trace.waited(checkout.pool(), waited, false);
			}
			if (wait != null) {
				wait.end(checkout.pool(), checkout, checkout.context());
			}
			recording = FlightRecordings.isOn() ? CheckoutRecording.begin() : null;
		}
		catch (Throwable ex) {
			// the connection must reach its borrower
		}
		return new MonitoredConnection(checkout, connection, span, recording);
	}

	/** A borrow has failed. Its context is only read for a recording. */
	static void failed(MonitoredPool pool, long startNanos, @Nullable WaitRecording wait, BorrowTrace trace,
			Supplier<CheckoutContext> context) {
		try {
			long waited = System.nanoTime() - startNanos;
			if (waited >= trace.waitThresholdNanos()) {
				trace.waited(pool, waited, true);
			}
			if (wait != null) {
				wait.end(pool, null, context.get());
			}
		}
		catch (Throwable ex) {
			// the borrower must get the pool's own exception
		}
	}

}
