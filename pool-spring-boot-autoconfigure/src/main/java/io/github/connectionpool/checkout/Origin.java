package io.github.connectionpool.checkout;

import org.jspecify.annotations.Nullable;

/**
 * Where borrows come from, as far as it is known without a stack: the same each time that
 * the same work borrows. Immutable.
 *
 * @param context the context, without the trace
 * @param work name of the unit of work, null if none is known
 */
record Origin(Context context, @Nullable String work) {

	static Origin of(Context context, @Nullable Work work) {
		return new Origin(new Context(context.transaction(), context.request(), context.task(), null),
				(work != null) ? work.name() : null);
	}

	/** Whether it tells one kind of work from another. */
	boolean isKnown() {
		return this.work != null || !Context.NONE.equals(this.context);
	}

}
