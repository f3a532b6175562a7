package io.github.connectionpool.internal.capture;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.PlainText;

/**
 * The frame of a checkout stack that is responsible for the borrow. Immutable.
 *
 * @param frame the frame
 * @param component name of the framework's component that borrowed for itself, null if
 * the application borrowed
 */
public record CallSite(StackTraceElement frame, @Nullable String component) {

	/**
	 * The frame alone.
	 * @return for example {@code com.shop.OrderRepository.find(OrderRepository.java:42)}
	 */
	public String text() {
		return describe(this.frame);
	}

	/**
	 * The frame with the component.
	 * @return for example {@code org.quartz.utils.DBConnectionManager.getConnection(…)
	 * (Quartz's job store)}
	 */
	@Override
	public String toString() {
		return (this.component != null) ? text() + " (" + this.component + ")" : text();
	}

	/** A frame without class loader and module. */
	static String describe(StackTraceElement frame) {
		String place;
		if (frame.isNativeMethod()) {
			place = "Native Method";
		}
		else if (frame.getFileName() == null) {
			place = "Unknown Source";
		}
		else {
			place = (frame.getLineNumber() >= 0) ? frame.getFileName() + ":" + frame.getLineNumber()
					: frame.getFileName();
		}
		// Kotlin and other languages allow nearly all characters in a name
		return PlainText.of(frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")");
	}

}
