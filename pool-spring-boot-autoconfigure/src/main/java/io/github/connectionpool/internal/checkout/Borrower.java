package io.github.connectionpool.internal.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.learned.Keys;
import io.github.connectionpool.internal.thread.CachedStackTrace;
import io.github.connectionpool.internal.thread.RecentThreads;
import io.github.connectionpool.internal.thread.Threads;

/**
 * A thread that borrows, its unit of work and the pool it waits for. It refers to its
 * thread weakly. The thread refers to it strongly only during a unit of work, so that a
 * thread of the server does not keep the classes of an application. The methods that
 * change work and waits are for the thread itself; all others may be called from any
 * thread.
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

	/** The borrower during a unit of work, else a weak reference to it. */
	private static final ThreadLocal<@Nullable Object> CURRENT = new ThreadLocal<>();

	private final WeakReference<Borrower> self;

	private final WeakReference<Thread> thread;

	private final long id;

	private final CachedStackTrace lastStack = new CachedStackTrace();

	private WorkUnit.@Nullable Binding work;

	private long sinceNanos;

	private @Nullable String keyName;

	private long key;

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
	 * The borrower of the calling thread.
	 * @return the same object for as long as the thread holds a connection or waits for
	 * one
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

	/** The key of threads with such a name. Only for the thread itself. */
	long key() {
		String name = Thread.currentThread().getName();
		// a thread has the same String until it is renamed
		if (!isSame(name, this.keyName)) {
			this.key = Keys.ofThread(name);
			this.keyName = name;
		}
		return this.key;
	}

	@SuppressWarnings("ReferenceEquality")
	private static boolean isSame(String name, @Nullable String other) {
		return name == other;
	}

	/** The innermost unit of work of the thread, null if there is none. */
	WorkUnit.@Nullable Binding work() {
		return this.work;
	}

	/** Set the innermost unit of work of the thread. */
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

	/** The thread has a connection, or an exception. */
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
		// between the two reads the thread may have begun another wait, with another time
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
	 * @return null if the thread has ended and has been collected
	 */
	public @Nullable Thread thread() {
		return this.thread.get();
	}

	/**
	 * The stack of the thread.
	 * @param sinceNanos the oldest time at which the stack may have been taken, by
	 * {@link System#nanoTime()}; an older one is returned if the thread has not run since
	 * @return topmost frame first, empty if the thread has ended; the same list until
	 * another stack is taken
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
