package io.github.connectionpool.internal.context;

import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.recording.BorrowTrace;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.WorkContext;

/**
 * The parts of the context of a borrow. Parts are added by one thread, before others read
 * the context.
 */
final class ContextParts {

	private static final Log logger = LogFactory.getLog(ContextParts.class);

	private @Nullable Supplier<CheckoutContext.@Nullable Request> request;

	private @Nullable Supplier<CheckoutContext.@Nullable Request> exchange;

	private @Nullable Supplier<@Nullable String> task;

	private @Nullable Supplier<@Nullable String> traceId;

	private BorrowTrace trace = BorrowTrace.NONE;

	private @Nullable ContextContributors contributors;

	private volatile boolean failureLogged;

	ContextParts() {
	}

	void request(Supplier<CheckoutContext.@Nullable Request> request) {
		this.request = request;
	}

	void exchange(Supplier<CheckoutContext.@Nullable Request> exchange) {
		this.exchange = exchange;
	}

	void task(@Nullable Supplier<@Nullable String> task) {
		this.task = task;
	}

	void traceId(@Nullable Supplier<@Nullable String> traceId) {
		this.traceId = traceId;
	}

	void trace(BorrowTrace trace) {
		this.trace = trace;
	}

	BorrowTrace trace() {
		return this.trace;
	}

	void contributors(ContextContributors contributors) {
		this.contributors = contributors;
	}

	CheckoutContext current() {
		String transaction = TransactionNames.current();
		CheckoutContext.Request request = get(this.request);
		request = (request != null) ? request : get(this.exchange);
		String task = (request == null) ? get(this.task) : null;
		String traceId = get(this.traceId);
		List<WorkContext> contributed = (this.contributors != null) ? this.contributors.current() : List.of();
		if (transaction == null && request == null && task == null && traceId == null && contributed.isEmpty()) {
			return CheckoutContext.NONE;
		}
		return new CheckoutContext(transaction, request, task, traceId, contributed);
	}

	/** One source that fails must not hide the others. */
	private <T> @Nullable T get(@Nullable Supplier<@Nullable T> supplier) {
		try {
			return (supplier != null) ? supplier.get() : null;
		}
		catch (RuntimeException | LinkageError ex) {
			if (!this.failureLogged) {
				this.failureLogged = true;
				logger.warn("The context of a borrow could not be read completely; further failures are not logged",
						ex);
			}
			return null;
		}
	}

}
