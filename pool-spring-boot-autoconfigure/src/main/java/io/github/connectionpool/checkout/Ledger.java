package io.github.connectionpool.checkout;

import java.time.Duration;
import java.util.ArrayList;
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

	/** Younger ones may be on their way in or out. */
	private static final Duration QUIET = Duration.ofSeconds(2);

	private final Set<Checkout> open = ConcurrentHashMap.newKeySet();

	private final AtomicLong sequence = new AtomicLong();

	Checkout open(Pool pool, long acquiredNanos, long waitedNanos, Borrower owner, Context context,
			@Nullable CheckoutStack stack) {
		Checkout checkout = new Checkout(pool, this.sequence.incrementAndGet(), acquiredNanos, waitedNanos, owner,
				context, stack, pool.statistics().autoCommit());
		this.open.add(checkout);
		return checkout;
	}

	boolean close(Checkout checkout) {
		return this.open.remove(checkout);
	}

	/**
	 * Forget checkouts whose connection the pool has taken back by itself: those that say
	 * so, and of the others the oldest that are more than the pool can have lent. Only
	 * quiet ones count, since some may be on their way in or out. For the watching
	 * thread, when there are more than the pool says are borrowed.
	 * @param max the most connections the pool will open, null if there is no limit
	 * @param now {@link System#nanoTime()}
	 */
	void dropTakenBack(@Nullable Integer max, long now) {
		List<Checkout> quiet = new ArrayList<>();
		for (Checkout checkout : oldestFirst()) {
			if (checkout.isInFlight() || checkout.unchanged(now).compareTo(QUIET) < 0) {
				continue;
			}
			if (checkout.isGone()) {
				drop(checkout);
			}
			else {
				quiet.add(checkout);
			}
		}
		int surplus = (max != null) ? quiet.size() - max : 0;
		quiet.stream().limit(Math.max(0, surplus)).forEach(this::drop);
	}

	private void drop(Checkout checkout) {
		checkout.dropped();
		this.open.remove(checkout);
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
	 * How many older checkouts the owner of one has open.
	 * @param checkout any checkout
	 * @return how many
	 */
	public int olderOfSameOwner(Checkout checkout) {
		int older = 0;
		for (Checkout other : this.open) {
			if (other.owner().id() == checkout.owner().id() && other.sequence() < checkout.sequence()) {
				older++;
			}
		}
		return older;
	}

	/**
	 * How many checkouts are open now.
	 * @return the number
	 */
	public int size() {
		return this.open.size();
	}

}
