package io.github.connectionpool.internal.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.thread.CachedStackTrace;
import io.github.connectionpool.internal.thread.RecentThreads;
import io.github.connectionpool.internal.thread.Threads;

/**
 * A thread that borrows, the work it does and the pool it waits for. The thread is held
 * weakly, and so is this by its thread unless it is at work: what a thread of a server
 * keeps must not keep an application's classes. The methods on work and waits are for the
 * thread itself, all others may be called from any.
 */
public final class Borrower {

	private static final VarHandle POOL;

	static {
		try {
			POOL = MethodHandles.lookup().findVarHandle(Borrower.class, "pool", MonitoredPool.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** A borrower while it is at work, else a weak reference to it. */
	private static final ThreadLocal<@Nullable Object> CURRENT = new ThreadLocal<>();

	private final WeakReference<Borrower> self;

	private final WeakReference<Thread> thread;

	private final long id;

	private final CachedStackTrace lastStack = new CachedStackTrace();

	private WorkUnit.@Nullable Binding work;

	private long sinceNanos;

	@SuppressWarnings("UnusedVariable") // through POOL
	private @Nullable MonitoredPool pool;

	private Borrower(Thread thread) {
		this.thread = new WeakReference<>(thread);
		this.id = Threads.idOf(thread);
		this.self = Borrowers.reference(this, thread);
	}

	/**
	 * The borrower of a platform thread.
	 * @param id {@link Thread#getId()}
	 * @return null if the thread has not borrowed, or neither holds nor waits for a
	 * connection
	 */
	public static @Nullable Borrower of(long id) {
		return Borrowers.find(id);
	}

	/**
	 * The calling thread.
	 * @return always the same for as long as it has a connection or waits for one
	 */
	public static Borrower current() {
		Object current = CURRENT.get();
		if (current instanceof WeakReference<?> reference) {
			current = reference.get();
		}
		return (current instanceof Borrower borrower) ? borrower : introduce();
	}

	private static Borrower introduce() {
		Borrower borrower = new Borrower(Thread.currentThread());
		CURRENT.set(borrower.self);
		RecentThreads.add(Thread.currentThread());
		return borrower;
	}

	/** The innermost unit of work it is at, null if there is none. */
	WorkUnit.@Nullable Binding work() {
		return this.work;
	}

	/** What it is at from now on. */
	void worksOn(WorkUnit.@Nullable Binding work) {
		this.work = work;
		CURRENT.set((work != null) ? this : this.self);
	}

	/**
	 * The thread begins to wait for a connection.
	 * @param pool the pool it asks
	 * @param nowNanos {@link System#nanoTime()}
	 */
	public void beginWait(MonitoredPool pool, long nowNanos) {
		this.sinceNanos = nowNanos;
		POOL.setRelease(this, pool);
	}

	/** The thread has got a connection, or an exception. */
	public void endWait() {
		POOL.setRelease(this, null);
	}

	/**
	 * How long the thread has been waiting for a connection of a pool.
	 * @param pool the pool
	 * @param now {@link System#nanoTime()}
	 * @return null if it does not wait for that pool
	 */
	public @Nullable Duration waitsFor(MonitoredPool pool, long now) {
		if (!isWaitingFor(pool)) {
			return null;
		}
		return Duration.ofNanos(Math.max(0, now - this.sinceNanos));
	}

	boolean isWaitingFor(MonitoredPool pool) {
		return POOL.getAcquire(this) == pool;
	}

	/**
	 * The pool for whose connection the thread waits.
	 * @return null if it waits for none
	 */
	public @Nullable PoolWait poolWait() {
		MonitoredPool pool = (MonitoredPool) POOL.getAcquire(this);
		if (pool == null) {
			return null;
		}
		PoolWait wait = new PoolWait(pool, this.sinceNanos);
		VarHandle.acquireFence();
		// the time of the next wait is not that of this one
		return (POOL.getAcquire(this) == pool) ? wait : null;
	}

	/**
	 * Whether the thread is at a unit of work now.
	 * @param work an outermost unit of work
	 * @return whether that is the outermost one of the thread
	 */
	public boolean isAt(WorkUnit work) {
		WorkUnit.Binding binding = this.work;
		return binding != null && binding.outermost() == work && !work.hasEnded();
	}

	/** Whether the calling thread is this one. */
	boolean isCurrent() {
		return this.id == Threads.idOf(Thread.currentThread());
	}

	/**
	 * The thread.
	 * @return the thread, null if it has ended and been collected
	 */
	public @Nullable Thread thread() {
		return this.thread.get();
	}

	/**
	 * What the thread does.
	 * @param sinceNanos how old the stack may be, by {@link System#nanoTime()}; of a
	 * thread that has not run since, it may be older
	 * @return topmost frame first, empty if the thread has ended; the same list as long
	 * as no other was taken
	 */
	public List<StackTraceElement> stack(long sinceNanos) {
		Thread thread = this.thread.get();
		return (thread != null) ? this.lastStack.of(thread, sinceNanos) : List.of();
	}

	public CachedStackTrace lastStack() {
		return this.lastStack;
	}

	/**
	 * Whether the thread has ended.
	 * @return whether it will never run again
	 */
	public boolean hasEnded() {
		Thread thread = this.thread.get();
		return thread == null || !thread.isAlive();
	}

	/**
	 * Identifier of the thread.
	 * @return {@link Thread#getId()}
	 */
	public long id() {
		return this.id;
	}

}
