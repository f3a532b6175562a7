package io.github.connectionpool.internal.verdict;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.worker.DriverUse;
import io.github.connectionpool.internal.worker.IdlePlaces;
import io.github.connectionpool.internal.worker.IdleWorkers;
import io.github.connectionpool.internal.worker.StackTraceBatch;
import io.github.connectionpool.internal.worker.WorkerStacks;

/**
 * Checks the threads that hold connections: whether they have ended and, if no unit of
 * work tells its end, whether they have left the work. Taking a stack stops the thread,
 * or before JDK 21 the application, for some microseconds. Each check therefore takes a
 * limited number of stacks, and none of threads that have not run since their last one.
 * For the one watching thread.
 */
public final class OwnerInspector {

	private static final int MAX_STACKS = 25;

	private final CallSites callSites;

	private final IdleWorkers workers;

	private final boolean areWorkersShared;

	private int stacks;

	/**
	 * Where the last check reached its limit of stacks. The next check goes on from
	 * there.
	 */
	private long reached;

	private long from;

	public OwnerInspector(CallSites callSites) {
		this(callSites, new IdleWorkers(callSites), false);
	}

	private OwnerInspector(CallSites callSites, IdleWorkers workers, boolean areWorkersShared) {
		this.callSites = callSites;
		this.workers = workers;
		this.areWorkersShared = areWorkersShared;
	}

	/** Create with an inspector of workers that all pools share. */
	public static OwnerInspector sharing(IdleWorkers workers, CallSites callSites) {
		return new OwnerInspector(callSites, workers, true);
	}

	/**
	 * Take the stacks of the owners, before their checkouts are judged.
	 * @param open oldest first
	 */
	public void begin(List<Checkout> open, Judge judge, long now) {
		this.stacks = 0;
		this.from = this.reached;
		this.reached = 0;
		if (!this.areWorkersShared) {
			this.workers.learn(() -> open);
		}
		StackTraceBatch.take(open.stream()
			.filter((checkout) -> isStackWanted(checkout, judge, now))
			.map(Checkout::owner)
			.distinct()
			.limit(MAX_STACKS), now);
	}

	public void inspect(Checkout checkout, Judge judge, long now) {
		if (checkout.evidence().owner() != Evidence.Owner.ENDED && checkout.owner().hasEnded()) {
			checkout.ownerSeen(Evidence.Owner.ENDED, now);
			checkout.driverSeen(false);
		}
		else if (isStackWanted(checkout, judge, now)) {
			inspectStack(checkout, now);
		}
		else if (!isUsedUnseen(checkout)) {
			checkout.driverSeen(false);
		}
	}

	private boolean isStackWanted(Checkout checkout, Judge judge, long now) {
		if (checkout.evidence().owner().compareTo(Evidence.Owner.IDLE) >= 0 || checkout.isInFlight()) {
			return false;
		}
		if (judge.isYoungForStacks(checkout, now) && checkout.owner().waitsFor(checkout.pool(), now) == null) {
			return false;
		}
		return ((isUpToTheThread(checkout) && checkout.purpose() == null) || isUsedUnseen(checkout))
				&& checkout.sequence() >= this.from;
	}

	/** Whether no unit of work tells by itself when the connection is overdue. */
	private static boolean isUpToTheThread(Checkout checkout) {
		WorkUnit work = checkout.work();
		return work == null || (work.isProvisional() && work.hasEnded());
	}

	/** Whether a use of the connection shows only in the owner's stack. */
	private static boolean isUsedUnseen(Checkout checkout) {
		WorkUnit work = checkout.work();
		return checkout.isDriverUnwrapped() && checkout.purpose() == null
				&& (work == null || !work.hasEnded() || work.isProvisional())
				&& checkout.evidence().owner().compareTo(Evidence.Owner.IDLE) < 0;
	}

	private void inspectStack(Checkout checkout, long now) {
		if (this.stacks == MAX_STACKS) {
			this.reached = (this.reached == 0) ? checkout.sequence() : this.reached;
			return;
		}
		this.stacks++;
		List<StackTraceElement> stack = checkout.owner().stack(now);
		Evidence.Owner seen = compare(checkout, stack.toArray(new StackTraceElement[0]));
		checkout.driverSeen(seen == Evidence.Owner.WORKING && isInItsWork(checkout) && DriverUse.isSeen(stack));
		if (isUpToTheThread(checkout)) {
			// compared again even if it is the same stack, since places are learned in
			// the meantime
			checkout.ownerSeen(seen, now);
		}
	}

	/**
	 * Whether a thread that seems to work is known to work with this checkout. Its call
	 * in a driver may belong to another connection.
	 */
	private static boolean isInItsWork(Checkout checkout) {
		WorkUnit work = checkout.work();
		return checkout.isDriverUnwrapped() && (checkout.stack().length > 0 || (work != null && !work.hasEnded()));
	}

	private Evidence.Owner compare(Checkout checkout, StackTraceElement[] now) {
		StackTraceElement[] borrow = checkout.stack();
		Evidence.Owner seen = WorkerStacks.compare(borrow, now);
		if (seen == Evidence.Owner.WORKING && !checkout.hasStack()) {
			return waitsAsBeforeItsTask(checkout, now) ? Evidence.Owner.ELSEWHERE : seen;
		}
		if (seen == Evidence.Owner.IDLE || !WorkerStacks.hasLeftForALoop(borrow, now, this.callSites)) {
			return seen;
		}
		if (this.workers.isKnown(IdlePlaces.of(now, this.callSites))) {
			return Evidence.Owner.IDLE;
		}
		Thread thread = checkout.owner().thread();
		if (thread != null) {
			this.workers.askSiblings(thread);
		}
		return WorkerStacks.waitsInTheLoopItself(borrow, now) ? Evidence.Owner.ELSEWHERE : seen;
	}

	/**
	 * Whether a thread waits where it has waited before the borrow, without a line of the
	 * application. Without the stack of the borrow this only suggests that it has left
	 * the work, since a library may have borrowed for itself.
	 */
	private boolean waitsAsBeforeItsTask(Checkout checkout, StackTraceElement[] now) {
		Thread thread = checkout.owner().thread();
		return thread != null && this.callSites.knowsTheApplication()
				&& this.workers.hasWaited(thread, IdlePlaces.of(now, this.callSites), checkout.acquiredNanos());
	}

}
