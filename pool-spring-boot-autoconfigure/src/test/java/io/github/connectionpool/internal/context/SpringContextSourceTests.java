package io.github.connectionpool.internal.context;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class SpringContextSourceTests {

	private static final CheckoutContext.Request REQUEST = new CheckoutContext.Request("GET", "/orders");

	private final List<ContextPart> parts = new ArrayList<>();

	private final SpringContextSource source = new SpringContextSource(() -> this.parts, List::of);

	@AfterEach
	void clear() {
		TransactionSynchronizationManager.clear();
	}

	@Test
	void knowsNothingOutsideOfAnyWork() {
		assertThat(this.source.current()).isSameAs(CheckoutContext.NONE);
	}

	@Test
	void knowsNothingWhenNobodyElseDoes() {
		add((parts) -> parts.request(() -> null));
		add((parts) -> parts.task(() -> null));
		add((parts) -> parts.traceId(() -> null));
		assertThat(this.source.current()).isSameAs(CheckoutContext.NONE);
	}

	@Test
	void knowsTheTransaction() {
		TransactionSynchronizationManager.setCurrentTransactionName("place");
		assertThat(this.source.current()).isEqualTo(new CheckoutContext("place", null, null, null));
	}

	@Test
	void knowsTheRequest() {
		add((parts) -> parts.request(() -> REQUEST));
		assertThat(this.source.current()).isEqualTo(new CheckoutContext(null, REQUEST, null, null));
	}

	@Test
	void knowsTheTask() {
		add((parts) -> parts.task(() -> "Jobs.run"));
		assertThat(this.source.current()).isEqualTo(new CheckoutContext(null, null, "Jobs.run", null));
	}

	@Test
	void knowsTheTrace() {
		add((parts) -> parts.traceId(() -> "4711"));
		assertThat(this.source.current()).isEqualTo(new CheckoutContext(null, null, null, "4711"));
	}

	@Test
	void knowsAllOfARequest() {
		TransactionSynchronizationManager.setCurrentTransactionName("place");
		add((parts) -> parts.request(() -> REQUEST));
		add((parts) -> parts.task(() -> {
			throw new IllegalStateException("a request is no task");
		}));
		add((parts) -> parts.traceId(() -> "4711"));
		assertThat(this.source.current()).isEqualTo(new CheckoutContext("place", REQUEST, null, "4711"));
	}

	@Test
	void knowsAllOfATask() {
		TransactionSynchronizationManager.setCurrentTransactionName("place");
		add((parts) -> parts.request(() -> null));
		add((parts) -> parts.task(() -> "Jobs.run"));
		add((parts) -> parts.traceId(() -> "4711"));
		assertThat(this.source.current()).isEqualTo(new CheckoutContext("place", null, "Jobs.run", "4711"));
	}

	private void add(ContextPart part) {
		this.parts.add(part);
		this.source.afterSingletonsInstantiated();
	}

}
