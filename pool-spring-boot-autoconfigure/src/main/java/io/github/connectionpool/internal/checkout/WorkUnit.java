package io.github.connectionpool.internal.checkout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A unit of work: a web request, a task, a message, a transaction, or what an application
 * marks as one. A connection that is borrowed in it is expected back when it ends; one
 * that is still out then, and is used by nobody, is a leak.
 *
 * <p>
 * Units may be nested. Only the outermost counts, since a connection that an inner one
 * has borrowed may well be meant for the rest of the outer one. A unit is bound to the
 * thread that begins it; other threads know nothing of it. Thread-safe.
 */
public final class WorkUnit implements AutoCloseable {

	private final String name;

	private final boolean provisional;

	private volatile @Nullable BooleanSupplier resourcesBound;

	private volatile boolean detached;

	/** Whether it goes on though no thread is at it. */
	private volatile boolean parked;

	private volatile boolean ended;

	private volatile long endedNanos;

	private WorkUnit(String name, boolean provisional) {
		this.name = name;
		this.provisional = provisional;
	}

	/**
	 * Begin a unit of work on the calling thread.
	 * @param name what it is, for people; the same for the same kind of work
	 * @return the unit, to be {@linkplain #close() closed} at its end
	 */
	public static WorkUnit begin(String name) {
		WorkUnit work = new WorkUnit(name, false);
		work.attach();
		return work;
	}

	/**
	 * Begin a unit of work on no thread so far.
	 * @param name what it is, for people; the same for the same kind of work
	 * @return the unit, to be {@linkplain #attach() attached} to the threads it goes on
	 * on and {@linkplain #close() closed} at its end
	 */
	public static WorkUnit unbound(String name) {
		return new WorkUnit(name, false);
	}

	/**
	 * Begin a unit of work on no thread so far, that may end before the code around it
	 * does. Its end says that a connection is overdue only if its thread has left that
	 * code. A transaction is such a unit, and a request that its client may cancel.
	 * @param name what it is, for people; the same for the same kind of work
	 * @return the unit, to be {@linkplain #attach() attached} and {@linkplain #close()
	 * closed}
	 */
	public static WorkUnit provisional(String name) {
		return new WorkUnit(name, true);
	}

	/**
	 * Do a unit of work on the calling thread.
	 * @param name what it is, for people; the same for the same kind of work
	 * @param work what is to be done
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
	 * @param name what it is, for people; the same for the same kind of work
	 * @param work what is to be done
	 * @param <T> type of the result
	 * @return what the work returns
	 * @throws Exception what the work throws
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

	/** Without what was ended on another thread and has never left this one. */
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
	 * Go on on the calling thread, as an asynchronous request does when it is dispatched
	 * again. What has ended does not go on.
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
	 * Go on without the calling thread, as a request does that has become asynchronous.
	 */
	public void detach() {
		this.detached = true;
		this.parked = true;
		unbind();
	}

	/** The work has ended, whichever thread says so. Ends once. */
	@Override
	public void close() {
		if (!this.ended) {
			this.endedNanos = System.nanoTime();
			this.ended = true;
		}
		while (unbind()) {
			// attached more than once
		}
	}

	/**
	 * The work has ended, but its thread may still keep what was bound to it.
	 * @param resourcesBound whether something is bound to the thread still, asked later
	 * by other threads; null for no
	 */
	public void close(@Nullable BooleanSupplier resourcesBound) {
		if (!this.ended) {
			this.resourcesBound = resourcesBound;
		}
		close();
	}

	/** With what was begun within it and never ended. */
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
	 * What it is.
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
	 * Whether it may go on when the thread that began it has ended.
	 * @return whether it was detached
	 */
	public boolean isDetached() {
		return this.detached;
	}

	/**
	 * Whether its end alone does not say that a connection is overdue.
	 * @return whether the code around it may go on
	 */
	public boolean isProvisional() {
		return this.provisional;
	}

	/**
	 * Whether it goes on while no thread is at it, as an asynchronous request does.
	 * @return whether it is open and was detached from the last thread
	 */
	public boolean isParked() {
		return this.parked && !this.ended;
	}

	/**
	 * Whether the thread of ended work keeps what was bound to it meanwhile.
	 * @return whether a connection may be among it
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

	/** A unit on a thread, within another. */
	record Binding(WorkUnit work, @Nullable Binding outer, WorkUnit outermost) {
	}

}
