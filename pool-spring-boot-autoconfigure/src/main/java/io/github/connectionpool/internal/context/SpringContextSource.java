package io.github.connectionpool.internal.context;

import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.jdbc.ContextSource;
import io.github.connectionpool.report.CheckoutContext;

/**
 * Reads the context that Spring has bound to the calling thread. Web, observations and
 * tracing are each read only if they are present. They are read only after all beans have
 * been created, since the first borrows are made during that time. Thread-safe.
 */
public final class SpringContextSource implements ContextSource {

	private static final Log logger = LogFactory.getLog(SpringContextSource.class);

	private volatile @Nullable Supplier<CheckoutContext.@Nullable Request> request;

	private volatile @Nullable Supplier<CheckoutContext.@Nullable Request> exchange;

	private volatile @Nullable Supplier<@Nullable String> task;

	private volatile @Nullable Supplier<@Nullable String> traceId;

	private volatile boolean failureLogged;

	/**
	 * Read web requests from now on.
	 * @param request the web request of the calling thread
	 */
	public void readRequest(Supplier<CheckoutContext.@Nullable Request> request) {
		this.request = request;
	}

	/**
	 * Read exchanges of WebFlux from now on.
	 * @param exchange the exchange that the calling thread works on
	 */
	public void readExchange(Supplier<CheckoutContext.@Nullable Request> exchange) {
		this.exchange = exchange;
	}

	/**
	 * Read scheduled tasks from now on.
	 * @param task the scheduled task of the calling thread
	 */
	public void readTask(Supplier<@Nullable String> task) {
		this.task = task;
	}

	/**
	 * Read traces from now on.
	 * @param traceId the trace of the calling thread
	 */
	public void readTraceId(Supplier<@Nullable String> traceId) {
		this.traceId = traceId;
	}

	@Override
	public CheckoutContext current() {
		String transaction = TransactionNames.current();
		CheckoutContext.Request request = get(this.request);
		request = (request != null) ? request : get(this.exchange);
		String task = (request == null) ? get(this.task) : null;
		String traceId = get(this.traceId);
		if (transaction == null && request == null && task == null && traceId == null) {
			return CheckoutContext.NONE;
		}
		return new CheckoutContext(transaction, request, task, traceId);
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
