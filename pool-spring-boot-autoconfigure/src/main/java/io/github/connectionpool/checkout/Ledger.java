package io.github.connectionpool.checkout;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The open checkouts of one pool. Thread-safe; readers never hold up a borrow or a
 * return. Bounded by the pool, which lends no more connections than it has.
 */
public final class Ledger {

	private final Set<Checkout> open = ConcurrentHashMap.newKeySet();

	private final AtomicLong sequence = new AtomicLong();

	Checkout open(Pool pool, long acquiredNanos, long waitedNanos, Context context, @Nullable CheckoutStack stack) {
		Checkout checkout = new Checkout(pool, this.sequence.incrementAndGet(), acquiredNanos, waitedNanos, context,
				stack, pool.statistics().autoCommit());
		this.open.add(checkout);
		return checkout;
	}

	boolean close(Checkout checkout) {
		return this.open.remove(checkout);
	}

	/**
	 * How many connections have been borrowed since the start.
	 * @return a number that never falls
	 */
	public long borrows() {
		return this.sequence.get();
	}

	/**
	 * Whether a checkout is still open.
	 * @param checkout any checkout
	 * @return whether its connection has not been returned
	 */
	public boolean isOpen(Checkout checkout) {
		return this.open.contains(checkout);
	}

	/**
	 * The checkouts that are open now.
	 * @return a list of its own, oldest first
	 */
	public List<Checkout> oldestFirst() {
		return this.open.stream().sorted(Comparator.comparingLong(Checkout::sequence)).toList();
	}

	/**
	 * How many checkouts are open now.
	 * @return the number
	 */
	public int size() {
		return this.open.size();
	}

}
