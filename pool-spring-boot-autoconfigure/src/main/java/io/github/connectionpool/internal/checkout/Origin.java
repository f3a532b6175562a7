package io.github.connectionpool.internal.checkout;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.WorkContext;

/**
 * The origin of a borrow, as far as it is known without a stack. It is the same each time
 * that the same work borrows. Immutable.
 *
 * @param context the context, without the trace and the attributes
 * @param work name of the unit of work, null if none is known
 */
record Origin(CheckoutContext context, @Nullable String work) {

	private static final Pattern NUMBERS = Pattern.compile("\\d+");

	static Origin of(CheckoutContext context, @Nullable WorkUnit work) {
		return new Origin(new CheckoutContext(context.transaction(), context.request(), context.task(), null,
				withoutAttributes(context.contributed())), (work != null) ? work.name() : null);
	}

	private static List<WorkContext> withoutAttributes(List<WorkContext> contributed) {
		return contributed.isEmpty() ? contributed : contributed.stream().map(WorkContext::withoutAttributes).toList();
	}

	/** Whether it distinguishes one kind of work from another. */
	boolean isKnown() {
		return this.work != null || !CheckoutContext.NONE.equals(this.context);
	}

	/**
	 * The most specific part of an origin, for people. The same code always gets the same
	 * name.
	 * @param thread name of the thread that borrowed
	 */
	static String text(CheckoutContext context, @Nullable WorkUnit work, String thread) {
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
