package io.github.connectionpool.internal.recording;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;

/**
 * One checkout in the recordings that run. Begun by the thread that borrows, ended by the
 * one that returns.
 */
public final class CheckoutRecording {

	private final CheckoutEvent event = new CheckoutEvent();

	private final AtomicBoolean ended = new AtomicBoolean();

	private CheckoutRecording() {
	}

	/**
	 * Begin to measure a checkout. Only while a recording
	 * {@linkplain FlightRecordings#isOn() runs}, since this makes objects.
	 * @return null if the event is not enabled
	 */
	public static @Nullable CheckoutRecording begin() {
		CheckoutRecording recording = new CheckoutRecording();
		if (!recording.event.isEnabled()) {
			return null;
		}
		recording.event.begin();
		return recording;
	}

	/**
	 * The connection was returned. Written if it was held for the threshold of the
	 * recording; a second return writes nothing.
	 * @param checkout the checkout
	 */
	public void end(Checkout checkout) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		CheckoutEvent event = this.event;
		event.end();
		if (!event.shouldCommit()) {
			return;
		}
		event.set(checkout.pool().name(), checkout.id(), checkout.context());
		event.callSite = EventText.of(checkout.source());
		event.borrower = EventText.of(checkout.ownerName());
		event.waited = checkout.waited().toNanos();
		event.calls = checkout.activity();
		event.sql = EventText.sql(checkout.sql(), checkout.pool().statistics().jdbcUrl());
		event.commit();
	}

}
