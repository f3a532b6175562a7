package io.github.connectionpool.internal.checkout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CheckoutStack;
import io.github.connectionpool.internal.capture.learned.LearnedEntry;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * The open checkouts of one pool. Thread-safe; readers never block a borrow or a return.
 * Bounded by the pool, which lends no more connections than it has.
 *
 * <p>
 * The first few checkouts have a slot each. The owner finds its slot by a number, which
 * is cheaper than a map. If no slot is free, the checkout goes into the overflow map.
 */
public final class Ledger {

	/** A younger checkout may be just before its first use, or on its return. */
	private static final Duration QUIET = Duration.ofSeconds(2);

	public static final int PLACES = 16;

	/**
	 * The number of the overflow map, which stands for a slot that many checkouts share.
	 */
	public static final int NO_PLACE = PLACES;

	/** How many slots a borrower tries. */
	private static final int TRIES = 4;

	/**
	 * One slot in each cache line, so that borrowers on different cores do not share a
	 * line.
	 */
	private static final int STRIDE = 16;

	private static final int COUNTER = STRIDE;

	/**
	 * The first and the last cache line stay empty: the array's length lies in the first,
	 * and another object may lie behind the last.
	 */
	private final AtomicReferenceArray<@Nullable Checkout> places = new AtomicReferenceArray<>((PLACES + 2) * STRIDE);

	private final Set<Checkout> others = ConcurrentHashMap.newKeySet();

	/**
	 * In a cache line of its own, with an empty one on either side, since every borrower
	 * writes it.
	 */
	private final AtomicLongArray sequence = new AtomicLongArray(2 * STRIDE);

	Checkout open(MonitoredPool pool, long acquiredNanos, long waitedNanos, Borrower owner, CheckoutContext context,
			@Nullable WorkUnit work, @Nullable LearnedEntry learned, @Nullable CheckoutStack stack) {
		Checkout checkout = new Checkout(pool, this.sequence.incrementAndGet(COUNTER), acquiredNanos, waitedNanos,
				owner, context, work, learned, stack, pool.statistics().autoCommit());
		enter(checkout, (int) owner.id());
		return checkout;
	}

	private void enter(Checkout checkout, int first) {
		for (int i = 0; i < TRIES; i++) {
			int place = (first + i) & (PLACES - 1);
			if (this.places.getOpaque(index(place)) == null) {
				checkout.enters(place);
				if (this.places.compareAndSet(index(place), null, checkout)) {
					return;
				}
			}
		}
		checkout.enters(NO_PLACE);
		try {
			this.others.add(checkout);
		}
		catch (Throwable ex) {
			// with the stack at its end it may have been added all the same
			checkout.place = Checkout.CLOSED;
			throw ex;
		}
	}

	private static int index(int place) {
		return (place + 1) * STRIDE;
	}

	/**
	 * Remove a checkout. Only for the thread whose return has succeeded. That thread may
	 * repeat it after a failure, as with an exhausted call stack.
	 * @param checkout any that was opened here
	 */
	void close(Checkout checkout) {
		int place = checkout.place();
		if (place == NO_PLACE) {
			this.others.remove(checkout);
		}
		else if (place >= 0 && checkout.equals(this.places.getPlain(index(place)))) {
			this.places.setRelease(index(place), null);
		}
		checkout.leaves();
	}

	/**
	 * Remove a checkout that was revoked. Two threads may do so at once, so that the slot
	 * may belong to another checkout by the time of the second removal.
	 * @param checkout any that was opened here
	 */
	void closeRevoked(Checkout checkout) {
		int place = checkout.place();
		if (place == NO_PLACE) {
			this.others.remove(checkout);
		}
		else if (place >= 0) {
			this.places.compareAndSet(index(place), checkout, null);
		}
		checkout.leaves();
	}

	/**
	 * Take in the counts of a check: free the slots of checkouts that were discarded, and
	 * drop those whose connection the pool has closed by itself. Only for the watching
	 * thread, at every check.
	 * @param counts the pool's counts
	 * @param now {@link System#nanoTime()}
	 */
	void checked(ConnectionCounts counts, long now) {
		sweep();
		if (size() > counts.active()) {
			dropClosed(counts.max(), now);
		}
	}

	private void sweep() {
		for (int place = 0; place < PLACES; place++) {
			Checkout checkout = this.places.getAcquire(index(place));
			if (checkout != null && !checkout.isOpen()) {
				this.places.compareAndSet(index(place), checkout, null);
			}
		}
		this.others.removeIf((checkout) -> !checkout.isOpen());
	}

	/**
	 * Drop those whose connection is closed, and then the oldest ones beyond the most
	 * that the pool can have lent. A checkout in use or used lately stays, since it may
	 * be just borrowed or on its return.
	 * @param max the most connections the pool will open, null if there is no limit
	 */
	private void dropClosed(@Nullable Integer max, long now) {
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
		checkout.whileLent(() -> {
			// in this order: a checkout that is neither open nor dropped was returned
			checkout.dropped();
			close(checkout);
		});
	}

	/**
	 * How many connections have been borrowed since the start.
	 * @return a number that never falls
	 */
	public long borrows() {
		return this.sequence.get(COUNTER);
	}

	/**
	 * Whether a checkout is still open.
	 * @param checkout any checkout
	 * @return whether its connection has not been returned
	 */
	public boolean isOpen(Checkout checkout) {
		return checkout.isOpen();
	}

	/**
	 * The open checkouts.
	 * @return a new list, oldest first
	 */
	public List<Checkout> oldestFirst() {
		List<Checkout> open = open();
		open.sort(Comparator.comparingLong(Checkout::sequence));
		return Collections.unmodifiableList(open);
	}

	private List<Checkout> open() {
		List<Checkout> open = new ArrayList<>();
		forEach(open::add);
		return open;
	}

	/**
	 * Read the open checkouts in any order, without a list of them.
	 * @param action is given each of them
	 */
	public void forEach(Consumer<Checkout> action) {
		for (int place = 0; place < PLACES; place++) {
			Checkout checkout = this.places.getAcquire(index(place));
			if (checkout != null && checkout.isOpen()) {
				action.accept(checkout);
			}
		}
		for (Checkout checkout : this.others) {
			if (checkout.isOpen()) {
				action.accept(checkout);
			}
		}
	}

	/**
	 * The number of older open checkouts of the same owner.
	 * @param checkout any checkout
	 * @return the number
	 */
	public int olderOfSameOwner(Checkout checkout) {
		int older = 0;
		for (Checkout other : open()) {
			if (other.owner().id() == checkout.owner().id() && other.sequence() < checkout.sequence()) {
				older++;
			}
		}
		return older;
	}

	/**
	 * The number of open checkouts.
	 * @return the number
	 */
	public int size() {
		int size = 0;
		for (int place = 0; place < PLACES; place++) {
			Checkout checkout = this.places.getAcquire(index(place));
			if (checkout != null && checkout.isOpen()) {
				size++;
			}
		}
		// one by one: the set's own count is wrong for ever after an operation of it
		// that came to the end of the stack
		for (Checkout checkout : this.others) {
			if (checkout.isOpen()) {
				size++;
			}
		}
		return size;
	}

}
