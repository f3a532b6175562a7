package io.github.connectionpool.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionalEventListener;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.event.CheckoutLeaked;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.PoolRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs work after a commit, and counts it and the leaks.
 */
abstract class AfterCommit {

	/** Longer than the quiet time of these applications. */
	static final Duration PAUSE = Duration.ofMillis(2500);

	final AtomicInteger listened = new AtomicInteger();

	final AtomicInteger leaks = new AtomicInteger();

	@TransactionalEventListener
	public void placed(Placed placed) {
		placed.afterCommit().run();
		this.listened.incrementAndGet();
	}

	@EventListener
	public void leaked(CheckoutLeaked leak) {
		this.leaks.incrementAndGet();
	}

	static List<Checkout> open(ApplicationContext context) {
		return context.getBean(PoolRegistry.class)
			.all()
			.stream()
			.flatMap((pool) -> pool.ledger().oldestFirst().stream())
			.toList();
	}

	/** Until no open connection has been used for longer than a leak may be. */
	static void pause(ApplicationContext context) {
		List<Checkout> open = open(context);
		assertThat(open).isNotEmpty();
		TestPools.await()
			.pollInSameThread()
			.until(() -> open.stream()
				.allMatch((checkout) -> checkout.unchanged(System.nanoTime()).compareTo(PAUSE) > 0));
	}

	record Placed(Runnable afterCommit) {
	}

}
