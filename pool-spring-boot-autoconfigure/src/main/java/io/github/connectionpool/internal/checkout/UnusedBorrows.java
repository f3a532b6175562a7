package io.github.connectionpool.internal.checkout;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Counts connections that a transaction borrowed and returned without having run a
 * statement. Thread-safe.
 */
public final class UnusedBorrows {

	private static final int SAMPLES = 8;

	private final LongAdder count = new LongAdder();

	/**
	 * The slot is the number of the borrow in the pool; a later one replaces an earlier
	 * one.
	 */
	private final AtomicReferenceArray<@Nullable String> transactions = new AtomicReferenceArray<>(SAMPLES);

	void returned(Checkout checkout) {
		// outside of a transaction a borrow without a statement is on purpose, for
		// metadata or a health check
		String transaction = checkout.context().transaction();
		if (transaction != null && checkout.isUnused()) {
			this.count.increment();
			this.transactions.setPlain((int) (checkout.sequence() % SAMPLES), transaction);
		}
	}

	/**
	 * How many there were.
	 * @return since the start
	 */
	public long count() {
		return this.count.sum();
	}

	/**
	 * The transactions of some of the last such borrows.
	 * @return their names
	 */
	public Set<String> transactions() {
		Set<String> names = new LinkedHashSet<>();
		for (int i = 0; i < SAMPLES; i++) {
			String name = this.transactions.get(i);
			if (name != null) {
				names.add(name);
			}
		}
		return names;
	}

}
