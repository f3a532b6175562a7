package io.github.connectionpool.internal.checkout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A unit of work: a web request, a task, a message, a transaction, or a unit that an
 * application marks as one. A connection that is borrowed in it is expected back when it
 * ends. If the connection is still borrowed then and is no longer used, it is a leak.
 *
 * <p>
 * Units may be nested. Only the outermost counts, since a connection that an inner one
 * has borrowed may be meant for the rest of the outer one. A unit is bound to the thread
 * that begins it; other threads do not have it. Thread-safe.
 */
public final class WorkUnit implements AutoCloseable {

	private final String name;

	private final boolean provisional;

	private volatile @Nullable BooleanSupplier resourcesBound;

	private volatile boolean detached;

	/** Whether it goes on although no thread is attached. */
	private volatile boolean parked;

	private volatile boolean ended;

	private volatile long endedNanos;

	private WorkUnit(String name, boolean provisional) {
		this.name = name;
		this.provisional = provisional;
	}

	/**
	 * Begin a unit of work on the calling thread.
	 * @param name its name, for people; the same for the same kind of work
	 * @return the unit, to be {@linkplain #close() closed} at its end
	 */
	public static WorkUnit begin(String name) {
		WorkUnit work = new WorkUnit(name, false);
		work.attach();
		return work;
	}

	/**
	 * Create a unit of work that is on no thread yet.
	 * @param name its name, for people; the same for the same kind of work
	 * @return the unit, to be {@linkplain #attach() attached} to each thread it runs on
	 * and {@linkplain #close() closed} at its end
	 */
	public static WorkUnit unbound(String name) {
		return new WorkUnit(name, false);
	}

	/**
	 * Create a unit of work that is on no thread yet and may end before the code around
	 * it does. After its end, a connection is overdue only if the thread has left that
	 * code. Transactions are such units, and requests that the client may cancel.
	 * @param name its name, for people; the same for the same kind of work
	 * @return the unit, to be {@linkplain #attach() attached} and {@linkplain #close()
	 * closed}
	 */
	public static WorkUnit provisional(String name) {
		return new WorkUnit(name, true);
	}

	/**
	 * Do a unit of work on the calling thread.
	 * @param name its name, for people; the same for the same kind of work
	 * @param work the work to do
	 */
	public static void run(String name, Runnable work) {
		WorkUnit unit = begin(name);
		try {
			work.run();
		}
		finally {
			unit.close();
		}
	}

	/**
	 * Do a unit of work on the calling thread.
	 * @param name its name, for people; the same for the same kind of work
	 * @param work the work to do
	 * @param <T> type of the result
	 * @return the result of the work
	 * @throws Exception the exception of the work
	 */
	public static <T extends @Nullable Object> T call(String name, Callable<T> work) throws Exception {
		WorkUnit unit = begin(name);
		try {
			return work.call();
		}
		finally {
			unit.close();
		}
	}

	/**
	 * The outermost unit of the calling thread.
	 * @return null if there is none
	 */
	public static @Nullable WorkUnit current() {
		return of(Borrower.current());
	}

	/** The outermost unit of the calling thread. */
	static @Nullable WorkUnit of(Borrower self) {
		Binding binding = living(self);
		return (binding != null) ? binding.outermost() : null;
	}

	/**
	 * The innermost unit of a thread. Units that were closed on another thread, and so
	 * are still bound to this one, are unbound.
	 */
	private static @Nullable Binding living(Borrower self) {
		Binding innermost = self.work();
		if (innermost == null || !innermost.outermost().ended) {
			return innermost;
		}
		Deque<WorkUnit> living = new ArrayDeque<>();
		for (Binding binding = innermost; binding != null; binding = binding.outer()) {
			if (!binding.work().ended) {
				living.push(binding.work());
			}
		}
		self.worksOn(null);
		living.forEach((work) -> work.bind(self));
		return self.work();
	}

	/**
	 * Continue on the calling thread, as an asynchronous request does when it is
	 * dispatched again. A unit that has ended does not continue.
	 */
	public void attach() {
		Borrower self = Borrower.current();
		living(self);
		if (!this.ended) {
			bind(self);
		}
	}

	private void bind(Borrower self) {
		this.parked = false;
		Binding outer = self.work();
		self.worksOn(new Binding(this, outer, (outer != null) ? outer.outermost() : this));
	}

	/**
	 * Continue without the calling thread, as a request does that has become
	 * asynchronous.
	 */
	public void detach() {
		this.detached = true;
		this.parked = true;
		unbind();
	}

	/** End the work. May be called on any thread; the first call counts. */
	@Override
	public void close() {
		if (!this.ended) {
			this.endedNanos = System.nanoTime();
			this.ended = true;
		}
		while (unbind()) {
			// it may have been attached more than once
		}
	}

	/**
	 * End the work, although its resources may still be bound to its thread.
	 * @param resourcesBound whether a resource is still bound to the thread, asked later
	 * by other threads; null for no
	 */
	public void close(@Nullable BooleanSupplier resourcesBound) {
		if (!this.ended) {
			this.resourcesBound = resourcesBound;
		}
		close();
	}

	/**
	 * Unbind it from the calling thread, with units that began within it and were never
	 * closed. Returns whether it was bound.
	 */
	private boolean unbind() {
		Borrower self = Borrower.current();
		for (Binding binding = self.work(); binding != null; binding = binding.outer()) {
			if (binding.work() == this) {
				self.worksOn(binding.outer());
				return true;
			}
		}
		return false;
	}

	/**
	 * The name of the unit.
	 * @return the name, for people
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Whether the work has ended.
	 * @return whether it was closed
	 */
	public boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Whether it may continue after the thread that began it has ended.
	 * @return whether it was detached
	 */
	public boolean isDetached() {
		return this.detached;
	}

	/**
	 * Whether its end alone does not make a connection overdue.
	 * @return whether the code around it may go on
	 */
	public boolean isProvisional() {
		return this.provisional;
	}

	/**
	 * Whether it continues while no thread is attached, as an asynchronous request does.
	 * @return whether it is open and was detached from the last thread
	 */
	public boolean isParked() {
		return this.parked && !this.ended;
	}

	/**
	 * Whether the work has ended and its resources are still bound to its thread.
	 * @return whether a connection may be among them
	 */
	public boolean hasBoundResources() {
		BooleanSupplier bound = this.resourcesBound;
		return this.ended && bound != null && bound.getAsBoolean();
	}

	/**
	 * When it ended.
	 * @return {@link System#nanoTime()}; of no meaning before
	 */
	public long endedNanos() {
		return this.endedNanos;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/** A unit on a thread, within an outer unit. */
	record Binding(WorkUnit work, @Nullable Binding outer, WorkUnit outermost) {
	}

}
