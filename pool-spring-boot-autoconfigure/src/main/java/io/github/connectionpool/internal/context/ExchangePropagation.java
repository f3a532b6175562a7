package io.github.connectionpool.internal.context;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Carries an exchange of WebFlux to the threads that work on it, if the application has
 * enabled the propagation of contexts.
 */
public final class ExchangePropagation implements ThreadLocalAccessor<ExchangeWork> {

	private ExchangePropagation() {
	}

	/** Have exchanges carried. Later calls change nothing. */
	public static void register() {
		ContextRegistry.getInstance().registerThreadLocalAccessor(new ExchangePropagation());
	}

	@Override
	public Object key() {
		return ExchangeWork.KEY;
	}

	@Override
	public @Nullable ExchangeWork getValue() {
		return ExchangeWork.current();
	}

	@Override
	public void setValue(ExchangeWork value) {
		ExchangeWork.bind(value);
	}

	@Override
	public void setValue() {
		ExchangeWork.bind(null);
	}

}
