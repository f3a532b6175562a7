package io.github.connectionpool.internal.recording;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * The wait of one borrower in the recordings that run. Only for the thread of the
 * borrower.
 */
public final class WaitRecording {

	private final WaitEvent event = new WaitEvent();

	private WaitRecording() {
	}

	/**
	 * Begin to measure a wait. Only while a recording {@linkplain FlightRecordings#isOn()
	 * runs}, since this makes an object.
	 * @return null if the event is not enabled
	 */
	public static @Nullable WaitRecording begin() {
		WaitRecording recording = new WaitRecording();
		if (!recording.event.isEnabled()) {
			return null;
		}
		recording.event.begin();
		return recording;
	}

	/**
	 * The wait is over. Written if it has lasted for the threshold of the recording.
	 * @param pool the pool
	 * @param checkout the checkout, null if the borrow failed
	 * @param context the context of the borrow
	 */
	public void end(MonitoredPool pool, @Nullable Checkout checkout, CheckoutContext context) {
		WaitEvent event = this.event;
		event.end();
		if (!event.shouldCommit()) {
			return;
		}
		ConnectionCounts counts = pool.counts();
		event.set(pool.name(), (checkout != null) ? checkout.id() : null, context);
		event.failed = checkout == null;
		event.active = counts.active();
		event.maximum = EventText.count(counts.max());
		event.pending = EventText.count(counts.pending());
		event.commit();
	}

}
