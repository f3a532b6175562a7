package io.github.connectionpool.internal.load;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.WorkContext;

/**
 * The origin of a borrow in words that a person knows. It is the request, task or message
 * that is being served. Without one it is the transaction, the unit of work or the
 * thread. The same each time that the same work borrows. Immutable.
 *
 * @param kind the kind of work
 * @param name a text, or a request whose text is joined only when it is read; at most
 * {@value #MAX_NAME} characters
 */
record OriginKey(String kind, Object name) {

	static final int MAX_NAME = 100;

	/** The origin of a borrow. */
	static OriginKey of(Checkout checkout) {
		OriginKey origin = ofWork(checkout);
		boolean longLived = checkout.purpose() != null || checkout.isListening();
		return longLived ? new OriginKey(LoadReport.LONG_LIVED, origin.name()) : origin;
	}

	private static OriginKey ofWork(Checkout checkout) {
		CheckoutContext context = checkout.context();
		if (context.request() != null) {
			return request(context.request());
		}
		if (context.task() != null) {
			return of("task", context.task());
		}
		if (!context.contributed().isEmpty()) {
			WorkContext work = context.contributed().get(0);
			return of(work.kind(), work.name());
		}
		if (context.transaction() != null) {
			return of("transaction", context.transaction());
		}
		WorkUnit work = checkout.work();
		return (work != null) ? of("work", work.name()) : of("thread", numberless(checkout.ownerName()));
	}

	static OriginKey of(String kind, String name) {
		return new OriginKey(kind, PlainText.cut(name, MAX_NAME));
	}

	private static OriginKey request(CheckoutContext.Request request) {
		String pattern = request.pattern();
		int length = request.method().length() + ((pattern != null) ? pattern.length() : 0);
		return (length < MAX_NAME) ? new OriginKey("request", request) : of("request", request.toString());
	}

	/** The threads of one executor do the same work. */
	private static String numberless(String thread) {
		StringBuilder text = new StringBuilder(Math.min(thread.length(), MAX_NAME));
		boolean number = false;
		for (int i = 0; i < thread.length() && text.length() < MAX_NAME; i++) {
			char c = thread.charAt(i);
			boolean digit = c >= '0' && c <= '9';
			if (!digit || !number) {
				text.append(digit ? '#' : c);
			}
			number = digit;
		}
		return text.toString();
	}

	/** For people. */
	String text() {
		return PlainText.of(this.name.toString());
	}

}
