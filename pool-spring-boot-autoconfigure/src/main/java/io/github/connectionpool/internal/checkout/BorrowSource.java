package io.github.connectionpool.internal.checkout;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.CheckoutContext;

/**
 * Names the source of a checkout: its call site, or else the origin of the borrow. The
 * origin is used if no stack was taken, or if no frame qualifies as a call site. The same
 * code always gets the same name.
 */
final class BorrowSource {

	private static final Pattern NUMBERS = Pattern.compile("\\d+");

	private BorrowSource() {
	}

	static String text(@Nullable CallSite callSite, CheckoutContext context, @Nullable WorkUnit work, String thread) {
		return (callSite != null) ? callSite.toString()
				: "an unknown call site (" + origin(context, work, thread) + ")";
	}

	private static String origin(CheckoutContext context, @Nullable WorkUnit work, String thread) {
		if (context.transaction() != null) {
			return "transaction " + PlainText.of(context.transaction());
		}
		if (context.request() != null) {
			return "request " + PlainText.of(context.request().toString());
		}
		if (context.task() != null) {
			return "task " + PlainText.of(context.task());
		}
		if (!context.contributed().isEmpty()) {
			return context.contributed().get(0).withoutAttributes().toString();
		}
		if (work != null) {
			return "work " + PlainText.of(work.name());
		}
		// the threads of one executor do the same work
		return "thread " + NUMBERS.matcher(PlainText.of(thread)).replaceAll("#");
	}

}
