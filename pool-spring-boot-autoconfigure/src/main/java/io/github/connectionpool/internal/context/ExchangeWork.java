package io.github.connectionpool.internal.context;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.report.CheckoutContext;

/**
 * An exchange of WebFlux as a unit of work. It continues without any thread and is bound
 * to the threads that work on it, one at a time or several. Its end is provisional: a
 * client may cancel an exchange that a thread is working on.
 */
public final class ExchangeWork {

	/** Its key in the context of Reactor, and in those that propagate it. */
	static final String KEY = ExchangeWork.class.getName();

	/** Set by Spring WebFlux once the handler is known. */
	private static final String PATTERN = "org.springframework.web.reactive.HandlerMapping.bestMatchingPattern";

	/** The client chooses the text of the HTTP method, so it is cut. */
	private static final int MAX_METHOD = 20;

	private static final ThreadLocal<@Nullable ExchangeWork> CURRENT = new ThreadLocal<>();

	private final ServerWebExchange exchange;

	private final WorkUnit work;

	ExchangeWork(ServerWebExchange exchange) {
		this.exchange = exchange;
		this.work = WorkUnit.provisional("a " + method() + " request");
		this.work.detach();
	}

	private String method() {
		String method = this.exchange.getRequest().getMethod().name();
		return method.substring(0, Math.min(MAX_METHOD, method.length()));
	}

	/** The exchange of the calling thread, null if there is none. */
	static @Nullable ExchangeWork current() {
		return CURRENT.get();
	}

	/**
	 * The request of the calling thread, by its pattern, which contains no values.
	 * @return null outside of an exchange
	 */
	public static CheckoutContext.@Nullable Request currentRequest() {
		ExchangeWork current = CURRENT.get();
		if (current == null) {
			return null;
		}
		Object pattern = current.exchange.getAttribute(PATTERN);
		return new CheckoutContext.Request(current.method(), (pattern != null) ? pattern.toString() : null);
	}

	/**
	 * Bind the calling thread to another exchange.
	 * @param next the exchange, null for none
	 */
	static void bind(@Nullable ExchangeWork next) {
		ExchangeWork previous = CURRENT.get();
		if (previous == next) {
			return;
		}
		if (previous != null) {
			previous.work.detach();
		}
		if (next != null && !next.work.hasEnded()) {
			CURRENT.set(next);
			next.work.attach();
		}
		else {
			CURRENT.remove();
		}
	}

	/** The exchange has completed, failed or been cancelled. */
	void end() {
		this.work.close();
		if (CURRENT.get() == this) {
			CURRENT.remove();
		}
	}

}
