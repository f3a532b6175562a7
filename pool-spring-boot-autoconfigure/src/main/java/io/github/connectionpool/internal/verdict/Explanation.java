package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.HandedOn;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.worker.NestedBorrow;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.OwnerReport;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.Verdict;

/**
 * Says what a verdict rests on, and what to do, so that a tired person understands.
 */
final class Explanation {

	/** Up to two checks at the default interval may pass before a use is noticed. */
	private static final Duration NOTABLE = Duration.ofSeconds(2);

	private final CheckoutSample sample;

	private final Checkout checkout;

	private final Judgement judgement;

	private final OwnerReport owner;

	private final LeakTimes times;

	Explanation(JudgedCheckout judged, OwnerReport owner, LeakTimes times) {
		this.sample = judged.sample();
		this.checkout = judged.checkout();
		this.judgement = judged.judgement();
		this.owner = owner;
		this.times = times;
	}

	String text() {
		int depth = this.sample.depth();
		StringBuilder text = new StringBuilder(switch (this.judgement.verdict()) {
			case ACTIVE -> "In normal use.";
			case EXECUTING -> executing();
			case HELD -> held();
			case WAITING -> waiting();
			case SUSPECT -> suspect();
			case LEAKED -> leaked();
		});
		boolean done = this.judgement.verdict() == Verdict.ACTIVE || this.judgement.verdict() == Verdict.EXECUTING;
		if (this.sample.inTransaction() && !done) {
			text.append(" A transaction has been open and idle for ").append(idle()).append(" and keeps its locks.");
		}
		if (depth > 1) {
			text.append(" Its thread holds ").append(depth - 1);
			text.append((depth > 2) ? " older connections" : " older connection").append(" of this pool as well.");
		}
		if (this.sample.unwrapped() && !isInDriver()) {
			text.append(" The driver's own object was unwrapped, so it may be in use unseen.");
		}
		return text.toString();
	}

	private String executing() {
		if (isInDriver()) {
			return "Its thread is in the database driver, through the driver's connection that was unwrapped; not a leak.";
		}
		return "The database has been working on a call for at least " + idle() + "; not a leak.";
	}

	/** Whether that is all that tells of a use. */
	private boolean isInDriver() {
		return this.sample.inDriver() && !this.sample.inFlight();
	}

	private String held() {
		StringBuilder text = new StringBuilder();
		if (this.sample.unchanged().compareTo(NOTABLE) <= 0) {
			text.append("Between two uses");
		}
		else if (this.checkout.activity() == 0) {
			text.append("Borrowed ").append(idle()).append(" ago and not used yet");
		}
		else {
			text.append("Not used for ").append(idle());
		}
		if (this.checkout.purpose() != null) {
			return text + "; held on purpose: " + this.checkout.purpose() + ".";
		}
		if (this.sample.listening()) {
			return text + "; it listens for notifications, so its age says nothing.";
		}
		text.append(", while ").append(meanwhile());
		Duration pause = this.sample.patience().longestPause();
		if (this.sample.end() != null && pause != null) {
			text.append(". Connections borrowed here have been seen to lie for ").append(DurationText.of(pause));
			return text.append("; reported when this one has for ")
				.append(DurationText.of(this.sample.patience().untilLeaked()))
				.append('.')
				.toString();
		}
		text.append("; suspected of a leak when that reaches ").append(DurationText.of(this.times.threshold()));
		return text.append('.').toString();
	}

	private String waiting() {
		Duration waits = this.checkout.owner().waitsFor(this.checkout.pool(), this.sample.nanos());
		String line = this.owner.whereabouts().line();
		String wait = "Its thread waits for another connection of the same pool"
				+ ((waits != null) ? ", for " + DurationText.of(waits) + " so far" : "")
				+ ((line != null) ? ", at " + line : "");
		HandedOn handedOn = this.checkout.pool().handedOn();
		if (handedOn.isKnownFor(this.checkout, this.sample.nanos())
				|| !NestedBorrow.isProven(this.checkout, this.owner.currentStack())) {
			return wait + ". Whether that keeps this one from being given back is not known:"
					+ " another thread may give it back.";
		}
		return handedOn.isReturnedByOwners(this.checkout, this.sample.nanos())
				? wait + ". The work that borrowed this one needs both at once."
				: wait + ". The work that borrowed this one goes on, and needs both at once unless it has handed"
						+ " this one on.";
	}

	private String suspect() {
		if (this.judgement.reason() == Reason.NO_ACTIVITY) {
			return "This connection has not been used for " + idle()
					+ ", and no statement is in flight: probably it was never given back; look at the call site.";
		}
		if (this.judgement.reason() == Reason.UNREACHABLE) {
			return "The connection is unreachable, but an object of the driver that was taken from it may still be "
					+ "in use; look at the call site.";
		}
		WorkEnd ending = this.sample.end();
		if (ending != null && !ending.isCertain()) {
			return "Its thread seems to have left the work in which it was borrowed, and it has not been used for "
					+ idle() + "." + pauses() + " Probably it was never given back; look at the call site.";
		}
		if (this.sample.unwrapped()) {
			return ended() + " and no use of it has been seen since." + pauses()
					+ " Probably it was never given back; look at the call site.";
		}
		return ended() + " and it has not been used since." + pauses()
				+ " Probably it was never given back. It will be reported as leaked after "
				+ DurationText.of(this.sample.patience().untilLeaked()) + " without use.";
	}

	/** Facts about others that were borrowed at the same line and handed on. */
	private String pauses() {
		Duration pause = this.sample.patience().longestPause();
		WorkEnd ending = this.sample.end();
		if (pause == null || ending == null) {
			return "";
		}
		return " Connections borrowed here have been seen to lie for " + DurationText.of(pause) + "; this one has for "
				+ DurationText.of(this.sample.idle(ending)) + ".";
	}

	private String leaked() {
		if (this.judgement.reason() == Reason.UNREACHABLE) {
			return "Leaked for certain: the application has lost every reference to it, so that it can never be "
					+ "returned. Close it where it was borrowed, in a try-with-resources.";
		}
		return "Leaked: " + lowerFirst(ended()) + " and it has not been used for " + idle() + "." + pauses()
				+ " Close it where it was borrowed, in a try-with-resources."
				+ " If it was handed on and is to be used or closed later, mark it with LongLivedConnections.";
	}

	private String ended() {
		WorkEnd ending = this.sample.end();
		String ago = (ending != null)
				? DurationText.of(Duration.ofNanos(Math.max(0, this.sample.nanos() - ending.sinceNanos()))) + " ago"
				: "by now";
		if (this.judgement.reason() == Reason.OWNER_ENDED) {
			return "The thread that borrowed it ended " + ago;
		}
		WorkUnit work = this.checkout.work();
		return (work != null && work.hasEnded())
				? "The work in which it was borrowed (" + work.name() + ") ended " + ago
				: "The task in which it was borrowed ended " + ago + " at the latest";
	}

	private String idle() {
		return DurationText.of(this.sample.unchanged());
	}

	/** Where its thread is, or that none is at its work. */
	private String meanwhile() {
		WorkUnit work = this.checkout.work();
		if (work != null && work.isParked()) {
			return "its " + withoutArticle(work.name()) + " is asynchronous and still open";
		}
		String words = "its thread " + this.owner.whereabouts().words();
		boolean goesOn = work != null && work.hasEnded() && this.sample.end() == null;
		return (work != null && goesOn)
				? words + " and has not left the work around it, though " + work.name() + " has ended" : words;
	}

	/** Units are named as {@code a GET request} is. */
	private static String withoutArticle(String name) {
		return name.startsWith("a ") ? name.substring(2) : name.startsWith("an ") ? name.substring(3) : name;
	}

	private static String lowerFirst(String text) {
		return Character.toLowerCase(text.charAt(0)) + text.substring(1);
	}

}
