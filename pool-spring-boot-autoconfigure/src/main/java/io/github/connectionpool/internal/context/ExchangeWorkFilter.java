package io.github.connectionpool.internal.context;

import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Makes each exchange of WebFlux a unit of work, which ends when the exchange completes,
 * fails or is cancelled. The thread that begins it is bound to it. Other threads are
 * bound to it if the application has enabled context propagation.
 */
public final class ExchangeWorkFilter implements WebFilter, Ordered {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ExchangeWork work = new ExchangeWork(exchange);
		Mono<Void> handled = chain.filter(exchange)
			.doFinally((signal) -> work.end())
			.contextWrite((context) -> context.put(ExchangeWork.KEY, work));
		Publisher<Void> bound = (subscriber) -> {
			ExchangeWork before = ExchangeWork.current();
			ExchangeWork.bind(work);
			try {
				handled.subscribe(subscriber);
			}
			finally {
				ExchangeWork.bind(before);
			}
		};
		return Mono.from(bound);
	}

	/** Before all other filters, so that their borrows are part of the work. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
