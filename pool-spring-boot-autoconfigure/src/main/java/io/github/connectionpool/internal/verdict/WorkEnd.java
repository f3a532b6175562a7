package io.github.connectionpool.internal.verdict;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.report.Reason;

/**
 * The end of the work in which a connection was borrowed: of the unit of work, or of the
 * thread. Immutable.
 *
 * @param reason whether the unit of work or the thread has ended
 * @param sinceNanos {@link System#nanoTime()} of the end, or of the check that saw it
 * @param isCertain whether the end is a fact; if not, only the owner's stack suggests it
 */
record WorkEnd(Reason reason, long sinceNanos, boolean isCertain) {

	/**
	 * The end, as far as it is known. The unit of work is better evidence than the
	 * thread's stack: a request may go on without its thread, and a thread after its
	 * request. The end of a provisional unit, such as a transaction, counts only if the
	 * thread has left the work as well.
	 * @return null if nothing has ended
	 */
	static @Nullable WorkEnd of(Checkout checkout) {
		WorkUnit work = checkout.work();
		boolean workEnded = work != null && work.hasEnded();
		if (work != null && workEnded && !work.isProvisional()) {
			return new WorkEnd(Reason.WORK_ENDED, work.endedNanos(), true);
		}
		if (work != null && !workEnded && work.isDetached()) {
			return null;
		}
		Evidence evidence = checkout.evidence();
		// the first of several ends counts, since a worker that ends has ended its work
		// before
		Evidence.Owner end = evidence.end();
		if (end != Evidence.Owner.WORKING) {
			boolean certain = evidence.owner() == Evidence.Owner.ENDED || !isBound(work);
			return new WorkEnd((end == Evidence.Owner.ENDED) ? Reason.OWNER_ENDED : Reason.WORK_ENDED,
					since(evidence.endNanos(), work), certain);
		}
		boolean left = (work == null || workEnded) && evidence.owner() == Evidence.Owner.ELSEWHERE;
		return left ? new WorkEnd(Reason.WORK_ENDED, since(evidence.sinceNanos(), work), workEnded && !isBound(work))
				: null;
	}

	/**
	 * The later of two ends: that of the unit of work, and that of the thread's part in
	 * it.
	 */
	private static long since(long left, @Nullable WorkUnit work) {
		return (work != null && work.hasEnded() && work.endedNanos() - left > 0) ? work.endedNanos() : left;
	}

	private static boolean isBound(@Nullable WorkUnit work) {
		return work != null && work.hasBoundResources();
	}

	/**
	 * Since when the connection may be lost, even if its thread is still in the work.
	 * @return {@link System#nanoTime()}, null if nothing has ended
	 */
	static @Nullable Long mayBeLostSince(Checkout checkout) {
		WorkEnd ending = of(checkout);
		if (ending != null) {
			return ending.sinceNanos();
		}
		WorkUnit work = checkout.work();
		return (work != null && work.hasEnded()) ? work.endedNanos() : null;
	}

}
