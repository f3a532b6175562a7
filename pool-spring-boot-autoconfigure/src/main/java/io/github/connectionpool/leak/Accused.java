package io.github.connectionpool.leak;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Pool;

/**
 * The checkouts of one pool that are suspected or leaked, from look to look. Tells what
 * changes, each change once. For the one watching thread; bounded by the ledger.
 */
final class Accused {

	private final Pool pool;

	private final Judge judge;

	private final Reporter reporter;

	private final WatchListener listener;

	private final LeakTally tally;

	private final Map<Checkout, Judgement> accused = new HashMap<>();

	/** How often each had been used when it was accused. */
	private final Map<Checkout, Long> uses = new HashMap<>();

	Accused(Pool pool, Judge judge, Reporter reporter, WatchListener listener, LeakTally tally) {
		this.pool = pool;
		this.judge = judge;
		this.reporter = reporter;
		this.listener = listener;
		this.tally = tally;
	}

	Map<Checkout, Judgement> all() {
		return Collections.unmodifiableMap(this.accused);
	}

	/** Before the open ones are judged: those that are not open any more. */
	void clearReturned(long now) {
		for (Iterator<Map.Entry<Checkout, Judgement>> entries = this.accused.entrySet().iterator(); entries
			.hasNext();) {
			Map.Entry<Checkout, Judgement> entry = entries.next();
			Checkout checkout = entry.getKey();
			if (!this.pool.ledger().isOpen(checkout)) {
				entries.remove();
				this.uses.remove(checkout);
				if (!checkout.isTakenBack() && !checkout.isDropped()) {
					clear(checkout, entry.getValue(), true, now);
				}
			}
		}
	}

	/**
	 * Follow it.
	 * @param depth how many its owner has open, this and older ones
	 */
	void follow(Checkout checkout, Judgement judgement, int depth, long now) {
		Judgement before = this.accused.get(checkout);
		if (!judgement.isAccusation()) {
			Long uses = this.uses.remove(checkout);
			if (before != null) {
				this.accused.remove(checkout);
				if (!isAcquittedByAnother(checkout, before, uses)) {
					clear(checkout, before, false, now);
				}
			}
			return;
		}
		this.accused.put(checkout, judgement);
		this.uses.putIfAbsent(checkout, checkout.activity());
		boolean wasLeaked = before != null && before.verdict() == Verdict.LEAKED;
		if (judgement.verdict() == Verdict.LEAKED && !wasLeaked) {
			if (judgement.reason() != null) {
				this.tally.addLeak(judgement.reason());
			}
			this.pool.accused(checkout, true, now);
			this.listener.leaked(this.reporter.report(checkout, judgement, depth, now));
		}
		else if (before == null) {
			this.pool.accused(checkout, false, now);
			this.listener.suspected(this.reporter.report(checkout, judgement, depth, now));
		}
	}

	/** Whether one of its call site was used, which does not tell that this one was. */
	private boolean isAcquittedByAnother(Checkout checkout, Judgement before, @Nullable Long uses) {
		return before.isOfEnding() && uses != null && uses == checkout.activity()
				&& this.judge.acquittals().isAcquitted(checkout);
	}

	/** Who has used or returned it after its work had ended was handed it on. */
	private void clear(Checkout checkout, Judgement before, boolean returned, long now) {
		if (before.isOfEnding()) {
			this.judge.acquittals().acquit(checkout);
		}
		this.pool.cleared(checkout);
		this.tally.addCleared();
		this.listener.cleared(this.reporter.report(checkout, Judgement.ACTIVE, now), returned);
	}

}
