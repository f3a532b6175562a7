package io.github.connectionpool.internal.deadlock;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A platform thread's wait for a lock that another thread holds: a monitor, or one of the
 * JDK's reentrant locks. The JVM does not report such waits of virtual threads.
 * Immutable; two that are equal are the same wait.
 *
 * @param owner identifier of the thread that holds the lock
 * @param ownerName the name of that thread
 * @param lock the lock's class
 * @param identity the lock's identity hash code
 * @param waits how often the thread has waited so far, this time included
 */
record LockWait(long owner, String ownerName, String lock, int identity, long waits) {

	private static final String LOCKS = "java.util.concurrent.locks.Reentrant";

	/** A class of its own, so that it is not loaded before a pool is full. */
	private static final class Management {

		private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	}

	/**
	 * The waits of some threads. No stacks are asked for, so that the JVM need not stop
	 * the threads.
	 * @param threads identifiers
	 * @return of those that wait for a lock without a time limit
	 */
	static Map<Long, LockWait> of(Collection<Long> threads) {
		Map<Long, LockWait> waits = new HashMap<>();
		if (threads.isEmpty()) {
			return waits;
		}
		try {
			long[] ids = threads.stream().mapToLong(Long::longValue).toArray();
			for (ThreadInfo info : Management.THREADS.getThreadInfo(ids)) {
				if (info != null && info.getLockInfo() != null && isLockWait(info)) {
					LockInfo lock = info.getLockInfo();
					waits.put(info.getThreadId(),
							new LockWait(info.getLockOwnerId(), info.getLockOwnerName(), lock.getClassName(),
									lock.getIdentityHashCode(), info.getBlockedCount() + info.getWaitedCount()));
				}
			}
		}
		catch (RuntimeException | LinkageError ex) {
			// a JVM without this function reports no locks
			waits.clear();
		}
		return waits;
	}

	/**
	 * A thread in {@code Object.wait} waits for a notification, not for the monitor's
	 * owner.
	 */
	private static boolean isLockWait(ThreadInfo info) {
		if (info.getLockOwnerId() < 0 || info.getLockOwnerName() == null) {
			return false;
		}
		return info.getThreadState() == Thread.State.BLOCKED || (info.getThreadState() == Thread.State.WAITING
				&& info.getLockInfo().getClassName().startsWith(LOCKS));
	}

}
