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

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CheckoutStack;
import io.github.connectionpool.report.CheckoutContext;

/**
 * The open checkouts of one pool. Thread-safe; readers never hold up a borrow or a
 * return. Bounded by the pool, which lends no more connections than it has.
 *
 * <p>
 * There is a place for each of the first few, which its owner finds by its number and
 * which is cheaper than a map. Who finds none free, because many are out or lost, goes
 * into the map.
 */
public final class Ledger {

	/** Younger ones may be on their way in or out. */
	private static final Duration QUIET = Duration.ofSeconds(2);

	public static final int PLACES = 16;

	/** What is in no place is as if in this one, which many share. */
	public static final int NO_PLACE = PLACES;

	/** How many places a borrower tries. */
	private static final int TRIES = 4;

	/** One in each cache line: borrowers on several cores shall not share one. */
	private static final int STRIDE = 16;

	private static final int COUNTER = STRIDE;

	/**
	 * The first and the last line are others': the array's length, what lies behind it.
	 */
	private final AtomicReferenceArray<@Nullable Checkout> places = new AtomicReferenceArray<>((PLACES + 2) * STRIDE);

	private final Set<Checkout> others = ConcurrentHashMap.newKeySet();

	/** Between two cache lines that nobody uses, since every borrower writes it. */
	private final AtomicLongArray sequence = new AtomicLongArray(2 * STRIDE);

	Checkout open(MonitoredPool pool, long acquiredNanos, long waitedNanos, Borrower owner, CheckoutContext context,
			@Nullable CheckoutStack stack) {
		Checkout checkout = new Checkout(pool, this.sequence.incrementAndGet(COUNTER), acquiredNanos, waitedNanos,
				owner, context, stack, pool.statistics().autoCommit());
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
		this.others.add(checkout);
	}

	private static int index(int place) {
		return (place + 1) * STRIDE;
	}

	/**
	 * Forget a checkout. Only for the thread that has taken it out of the state of being
	 * lent; may be repeated by it after a failure, as with the stack at its end.
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
	 * The same for one that was taken back, which two threads may forget at once: the
	 * place may be another's by the time of the second.
	 * @param checkout any that was opened here
	 */
	void closeTakenBack(Checkout checkout) {
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
		checkout.whileLent(() -> {
			// in this order: what is not open was returned, unless it was dropped
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
	 * The checkouts that are open now.
	 * @return a list of its own, oldest first
	 */
	public List<Checkout> oldestFirst() {
		List<Checkout> open = open();
		open.sort(Comparator.comparingLong(Checkout::sequence));
		return Collections.unmodifiableList(open);
	}

	private List<Checkout> open() {
		List<Checkout> open = new ArrayList<>();
		for (int place = 0; place < PLACES; place++) {
			Checkout checkout = this.places.getAcquire(index(place));
			if (checkout != null && checkout.isOpen()) {
				open.add(checkout);
			}
		}
		for (Checkout checkout : this.others) {
			if (checkout.isOpen()) {
				open.add(checkout);
			}
		}
		return open;
	}

	/**
	 * How many older checkouts the owner of one has open.
	 * @param checkout any checkout
	 * @return how many
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
	 * How many checkouts are open now.
	 * @return the number
	 */
	public int size() {
		int size = this.others.size();
		for (int place = 0; place < PLACES; place++) {
			if (this.places.getAcquire(index(place)) != null) {
				size++;
			}
		}
		return size;
	}

}
