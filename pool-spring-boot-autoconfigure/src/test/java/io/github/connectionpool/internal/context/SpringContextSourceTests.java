package io.github.connectionpool.internal.context;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class SpringContextSourceTests {

	private static final CheckoutContext.Request REQUEST = new CheckoutContext.Request("GET", "/orders");

	private final SpringContextSource source = new SpringContextSource();

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
		this.source.readRequest(() -> null);
		this.source.readTask(() -> null);
		this.source.readTraceId(() -> null);
		assertThat(this.source.current()).isSameAs(CheckoutContext.NONE);
	}

	@Test
	void knowsTheTransaction() {
		TransactionSynchronizationManager.setCurrentTransactionName("place");
		assertThat(this.source.current()).isEqualTo(new CheckoutContext("place", null, null, null));
	}

	@Test
	void knowsTheRequest() {
		this.source.readRequest(() -> REQUEST);
		assertThat(this.source.current()).isEqualTo(new CheckoutContext(null, REQUEST, null, null));
	}

	@Test
	void knowsTheTask() {
		this.source.readTask(() -> "Jobs.run");
		assertThat(this.source.current()).isEqualTo(new CheckoutContext(null, null, "Jobs.run", null));
	}

	@Test
	void knowsTheTrace() {
		this.source.readTraceId(() -> "4711");
		assertThat(this.source.current()).isEqualTo(new CheckoutContext(null, null, null, "4711"));
	}

	@Test
	void knowsAllOfARequest() {
		TransactionSynchronizationManager.setCurrentTransactionName("place");
		this.source.readRequest(() -> REQUEST);
		this.source.readTask(() -> {
			throw new IllegalStateException("a request is no task");
		});
		this.source.readTraceId(() -> "4711");
		assertThat(this.source.current()).isEqualTo(new CheckoutContext("place", REQUEST, null, "4711"));
	}

	@Test
	void knowsAllOfATask() {
		TransactionSynchronizationManager.setCurrentTransactionName("place");
		this.source.readRequest(() -> null);
		this.source.readTask(() -> "Jobs.run");
		this.source.readTraceId(() -> "4711");
		assertThat(this.source.current()).isEqualTo(new CheckoutContext("place", null, "Jobs.run", "4711"));
	}

}
