package io.github.connectionpool.internal.checkout;

import java.util.List;

import org.jspecify.annotations.Nullable;

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

}
