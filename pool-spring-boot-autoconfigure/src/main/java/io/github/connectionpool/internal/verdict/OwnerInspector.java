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
 * Looks after the threads that hold connections: whether they have ended, and where
 * nothing tells the end of their work, whether they have left it. To take a thread's
 * stack stops it, or before JDK 21 the application, for some microseconds, so that only
 * so many are looked at in a look, and those that have not run since are not stopped. For
 * the one watching thread.
 */
public final class OwnerInspector {

	private static final int MAX_STACKS = 25;

	private final CallSites callSites;

	private final IdleWorkers workers;

	private final boolean areWorkersShared;

	private int stacks;

	/** Where the last look ran out of stacks, for the next to go on from. */
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

	/** With workers that are looked at once for all pools. */
	public static OwnerInspector sharing(IdleWorkers workers, CallSites callSites) {
		return new OwnerInspector(callSites, workers, true);
	}

	/**
	 * Before the open ones are looked at: take the stacks of their owners.
	 * @param open oldest first
	 */
	public void begin(List<Checkout> open, Judge judge, long now) {
		this.stacks = 0;
		this.from = this.reached;
		this.reached = 0;
		if (!this.areWorkersShared) {
			this.workers.look(() -> open);
		}
		StackTraceBatch.take(open.stream()
			.filter((checkout) -> isStackWanted(checkout, judge, now))
			.map(Checkout::owner)
			.distinct()
			.limit(MAX_STACKS), now);
	}

	public void look(Checkout checkout, Judge judge, long now) {
		if (checkout.evidence().owner() != Evidence.Owner.ENDED && checkout.owner().hasEnded()) {
			checkout.ownerSeen(Evidence.Owner.ENDED, now);
			checkout.driverSeen(false);
		}
		else if (isStackWanted(checkout, judge, now)) {
			lookAtStack(checkout, now);
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

	/** Whether no unit of work says by itself when the connection is overdue. */
	private static boolean isUpToTheThread(Checkout checkout) {
		WorkUnit work = checkout.work();
		return work == null || (work.isProvisional() && work.hasEnded());
	}

	/** Whether only the owner's stack may tell that the connection is used. */
	private static boolean isUsedUnseen(Checkout checkout) {
		WorkUnit work = checkout.work();
		return checkout.isDriverUnwrapped() && checkout.purpose() == null
				&& (work == null || !work.hasEnded() || work.isProvisional())
				&& checkout.evidence().owner().compareTo(Evidence.Owner.IDLE) < 0;
	}

	private void lookAtStack(Checkout checkout, long now) {
		if (this.stacks == MAX_STACKS) {
			this.reached = (this.reached == 0) ? checkout.sequence() : this.reached;
			return;
		}
		this.stacks++;
		List<StackTraceElement> stack = checkout.owner().stack(now);
		Evidence.Owner seen = compare(checkout, stack.toArray(new StackTraceElement[0]));
		checkout.driverSeen(seen == Evidence.Owner.WORKING && isInItsWork(checkout) && DriverUse.isSeen(stack));
		if (isUpToTheThread(checkout)) {
			// compared again though it may be the same stack: places are learned
			// meanwhile
			checkout.ownerSeen(seen, now);
		}
	}

	/**
	 * Whether a thread that seems to work is known to do so for this checkout: what it
	 * uses in a driver may be another connection's.
	 */
	private static boolean isInItsWork(Checkout checkout) {
		WorkUnit work = checkout.work();
		return checkout.isDriverUnwrapped() && (checkout.stack().length > 0 || (work != null && !work.hasEnded()));
	}

	private Evidence.Owner compare(Checkout checkout, StackTraceElement[] now) {
		StackTraceElement[] borrow = checkout.stack();
		Evidence.Owner seen = WorkerStacks.compare(borrow, now);
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

}
