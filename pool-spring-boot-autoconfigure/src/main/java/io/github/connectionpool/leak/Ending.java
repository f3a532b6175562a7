package io.github.connectionpool.leak;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Evidence;
import io.github.connectionpool.checkout.Work;

/**
 * The end of what a connection was borrowed for: of the unit of work, or of the thread.
 * Immutable.
 *
 * @param reason what has ended
 * @param sinceNanos {@link System#nanoTime()} of the end, or of the look that saw it
 * @param isCertain whether it is a fact, and not only what the owner's stack suggests
 */
record Ending(Reason reason, long sinceNanos, boolean isCertain) {

	/**
	 * The end, as far as it is known. Who knows of the unit of work knows better than
	 * what the thread looks like: a request may go on without its thread, and a thread
	 * after its request.
	 * @return null if nothing has ended
	 */
	static @Nullable Ending of(Checkout checkout) {
		Work work = checkout.work();
		if (work != null && work.hasEnded()) {
			return new Ending(Reason.WORK_ENDED, work.endedNanos(), true);
		}
		if (work != null && work.isDetached()) {
			return null;
		}
		Evidence evidence = checkout.evidence();
		// of several ends the first: a worker that ends later had ended the work before
		Evidence.Owner end = evidence.end();
		if (end != Evidence.Owner.WORKING) {
			return new Ending((end == Evidence.Owner.ENDED) ? Reason.OWNER_ENDED : Reason.WORK_ENDED,
					evidence.endNanos(), true);
		}
		boolean left = work == null && evidence.owner() == Evidence.Owner.ELSEWHERE;
		return left ? new Ending(Reason.WORK_ENDED, evidence.sinceNanos(), false) : null;
	}

}
