package io.github.connectionpool.internal.checkout;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.learned.Keys;
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

	/** The key of an origin. Makes no object. Only for the thread that borrows. */
	static long key(Borrower owner, CheckoutContext context, @Nullable WorkUnit work) {
		if (work == null && isUnknown(context)) {
			return owner.key();
		}
		return Keys.add(key(context), (work != null) ? work.name() : null);
	}

	private static boolean isUnknown(CheckoutContext context) {
		return context.transaction() == null && context.request() == null && context.task() == null
				&& context.contributed().isEmpty();
	}

	private static long key(CheckoutContext context) {
		long key = Keys.add(Keys.NONE, context.transaction());
		CheckoutContext.Request request = context.request();
		if (request != null) {
			key = Keys.add(Keys.add(key, request.method()), request.pattern());
		}
		key = Keys.add(key, context.task());
		List<WorkContext> contributed = context.contributed();
		for (int i = 0; i < contributed.size(); i++) {
			key = Keys.add(Keys.add(key, contributed.get(i).kind()), contributed.get(i).name());
		}
		return key;
	}

	/** The key of the kind of origin: names that differ in their numbers only are one. */
	static long kind(CheckoutContext context, @Nullable WorkUnit work, String thread) {
		boolean unknown = work == null && isUnknown(context);
		long key = Keys.addWithoutNumbers(Keys.NONE, unknown ? thread : context.transaction());
		CheckoutContext.Request request = context.request();
		key = Keys.addWithoutNumbers(key, (request != null) ? request.toString() : null);
		key = Keys.addWithoutNumbers(key, context.task());
		for (WorkContext contributed : context.contributed()) {
			key = Keys.addWithoutNumbers(key, contributed.withoutAttributes().toString());
		}
		return Keys.addWithoutNumbers(key, (work != null) ? work.name() : null);
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
