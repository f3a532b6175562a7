package io.github.connectionpool.internal.recording;

import java.lang.ref.PhantomReference;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;

/**
 * A reference to the handle of a borrow that is traced or recorded. Any other borrow has
 * a plain reference, so that it takes no memory for what it does not have. Immutable.
 */
public final class FollowedHandle extends PhantomReference<Object> {

	private final @Nullable Object trace;

	private final @Nullable CheckoutRecording recording;

	/**
	 * Create.
	 * @param handle the handle of the application
	 * @param trace the trace of the borrow, null if it has none
	 * @param recording the recording of the checkout, null if it has none
	 */
	public FollowedHandle(Object handle, @Nullable Object trace, @Nullable CheckoutRecording recording) {
		super(handle, null);
		this.trace = trace;
		this.recording = recording;
	}

	/**
	 * The reference of a checkout.
	 * @param checkout the checkout
	 * @return null if it is neither traced nor recorded
	 */
	public static @Nullable FollowedHandle of(Checkout checkout) {
		return (checkout.handle() instanceof FollowedHandle followed) ? followed : null;
	}

	/**
	 * The trace of the borrow.
	 * @return as the tracing library has it, null if it has none
	 */
	public @Nullable Object trace() {
		return this.trace;
	}

	/**
	 * The pool has the connection of a checkout again.
	 * @param checkout the checkout
	 */
	public static void returned(Checkout checkout) {
		FollowedHandle followed = of(checkout);
		if (followed != null && followed.recording != null) {
			followed.recording.end(checkout);
		}
	}

}
