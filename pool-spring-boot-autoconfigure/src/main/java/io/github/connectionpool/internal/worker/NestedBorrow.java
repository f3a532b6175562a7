package io.github.connectionpool.internal.worker;

import java.util.List;

import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;

/**
 * Decides whether the work in which a connection was borrowed still runs on its thread
 * and waits there. Only then does the wait keep the connection from its return. A worker
 * that has handed its connection on and waits in its next task looks similar. It differs
 * in its unit of work, or in a method that has not moved on from the line that borrowed.
 */
public final class NestedBorrow {

	/**
	 * A method called by these may be resumed in the middle for other work, so that its
	 * line does not tell what it has done before.
	 */
	private static final List<String> RESUMED = List.of("kotlin.coroutines.", "kotlinx.coroutines.");

	/** Packages that call methods of the application in turn, as a worker does. */
	private static final List<String> DISPATCHERS = List.of("reactor.", "io.netty.", "io.vertx.", "io.reactivex.",
			"scala.", "akka.", "org.apache.pekko.");

	private static final List<String> JDK = List.of("java.", "jdk.", "sun.");

	private static final List<String> POOL = List.of("io.github.connectionpool.internal.jdbc.");

	private NestedBorrow() {
	}

	/**
	 * Whether a thread waits in the work in which it borrowed.
	 * @param now the present stack of the owner
	 * @return false if it does not, or if that is not known
	 */
	public static boolean isProven(Checkout checkout, List<StackTraceElement> now) {
		return isInItsWork(checkout) || hasMovedOn(checkout.stack(), now.toArray(new StackTraceElement[0]));
	}

	/** Whether the owner is still in the unit of work in which it borrowed. */
	public static boolean isInItsWork(Checkout checkout) {
		Borrower owner = checkout.owner();
		return checkout.work() != null && owner.isAt(checkout.work());
	}

	/**
	 * Whether a method has moved on from the line at which it or a method that it called
	 * has borrowed. A method at the same line may be another call of it.
	 */
	static boolean hasMovedOn(StackTraceElement[] borrow, StackTraceElement[] now) {
		if (borrow.length >= WorkerStacks.MAX_DEPTH || now.length >= WorkerStacks.MAX_DEPTH) {
			return false;
		}
		int left = WorkerStacks.above(borrow, borrow.length);
		int right = WorkerStacks.above(now, now.length);
		while (left >= 0 && right >= 0 && WorkerStacks.isSameMethod(borrow[left], now[right])) {
			if (isOf(RESUMED, now[right])) {
				return false;
			}
			if (borrow[left].getLineNumber() != now[right].getLineNumber()) {
				return !WorkerStacks.isWorkerLoop(now[right]) && !isOf(DISPATCHERS, now[right]);
			}
			left = WorkerStacks.above(borrow, left);
			right = WorkerStacks.above(now, right);
		}
		return false;
	}

	/**
	 * The lines at which a thread waits, from the application's code to the root. The
	 * frames of a pool or a lock above them are left out, since they differ from thread
	 * to thread.
	 */
	public static List<StackTraceElement> waitingPlace(List<StackTraceElement> now) {
		int from = 0;
		while (from < now.size() && isOf(JDK, now.get(from))) {
			from++;
		}
		int pool = from;
		while (pool < now.size() && !isOf(POOL, now.get(pool))) {
			pool++;
		}
		while (pool < now.size() && isOf(POOL, now.get(pool))) {
			pool++;
			from = pool;
		}
		return now.subList(from, now.size());
	}

	private static boolean isOf(List<String> packages, StackTraceElement frame) {
		String type = frame.getClassName();
		for (String name : packages) {
			if (type.startsWith(name)) {
				return true;
			}
		}
		return false;
	}

}
