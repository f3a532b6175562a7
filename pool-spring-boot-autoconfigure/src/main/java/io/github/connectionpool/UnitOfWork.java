package io.github.connectionpool;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.WorkUnit;

/**
 * A unit of work that an application marks as one, in addition to web requests, tasks,
 * messages and transactions, which are units anyway. A connection that is borrowed in it
 * is expected back when it ends. If the connection is still borrowed then and is no
 * longer used, it is a leak.
 *
 * <pre>{@code
 * UnitOfWork.run("nightly import", this::importAll);
 *
 * try (UnitOfWork work = UnitOfWork.begin("import of " + file)) {
 *     ...
 * }
 * }</pre>
 *
 * <p>
 * Units may be nested. Only the outermost counts, since a connection that an inner one
 * has borrowed may be meant for the rest of the outer one. A unit is bound to the thread
 * that begins it; other threads do not have it. Thread-safe.
 *
 * @since 0.1.0
 */
public final class UnitOfWork implements AutoCloseable {

	private final WorkUnit work;

	private UnitOfWork(WorkUnit work) {
		this.work = work;
	}

	/**
	 * Begin a unit of work on the calling thread.
	 * @param name its name, for people; the same for the same kind of work
	 * @return the unit, to be {@linkplain #close() closed} at its end
	 */
	public static UnitOfWork begin(String name) {
		return new UnitOfWork(WorkUnit.begin(name));
	}

	/**
	 * Create a unit of work that is on no thread yet.
	 * @param name its name, for people; the same for the same kind of work
	 * @return the unit, to be {@linkplain #attach() attached} to each thread it runs on
	 * and {@linkplain #close() closed} at its end
	 */
	public static UnitOfWork unbound(String name) {
		return new UnitOfWork(WorkUnit.unbound(name));
	}

	/**
	 * Do a unit of work on the calling thread.
	 * @param name its name, for people; the same for the same kind of work
	 * @param work the work to do
	 */
	public static void run(String name, Runnable work) {
		WorkUnit.run(name, work);
	}

	/**
	 * Do a unit of work on the calling thread.
	 * @param name its name, for people; the same for the same kind of work
	 * @param work the work to do
	 * @param <T> type of the result
	 * @return the result of the work
	 * @throws Exception the exception that the work throws
	 */
	public static <T extends @Nullable Object> T call(String name, Callable<T> work) throws Exception {
		return WorkUnit.call(name, work);
	}

	/**
	 * Continue on the calling thread, as an asynchronous request does when it is
	 * dispatched again. A unit that has ended does not continue.
	 */
	public void attach() {
		this.work.attach();
	}

	/**
	 * Continue without the calling thread, as a request does that has become
	 * asynchronous.
	 */
	public void detach() {
		this.work.detach();
	}

	/** End the work. May be called on any thread; the first call counts. */
	@Override
	public void close() {
		this.work.close();
	}

	@Override
	public String toString() {
		return this.work.toString();
	}

}
