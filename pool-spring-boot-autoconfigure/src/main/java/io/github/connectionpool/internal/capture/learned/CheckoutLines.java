package io.github.connectionpool.internal.capture.learned;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;
import io.github.connectionpool.internal.capture.LocatedStack;

/**
 * What is known of the line from which a checkout was borrowed: a stack of its own, or
 * the lines that are likely. For people only; verdicts and memories by call site use the
 * stack of the borrow. Immutable.
 */
public final class CheckoutLines {

	private final @Nullable LocatedStack own;

	private final boolean later;

	private final LikelyLines likely;

	private final String origin;

	/**
	 * Create.
	 * @param own a stack of the checkout itself, null if none was taken
	 * @param later whether that is the stack of a later call, not of the borrow
	 * @param likely the likely lines
	 * @param origin the origin of the borrow, for people
	 */
	public CheckoutLines(@Nullable LocatedStack own, boolean later, LikelyLines likely, String origin) {
		this.own = own;
		this.later = later;
		this.likely = likely;
		this.origin = origin;
	}

	/**
	 * The line on a stack of this very checkout.
	 * @return null if there is no such stack, or no frame in it qualifies
	 */
	public @Nullable CallSite callSite() {
		return (this.own != null) ? this.own.callSite() : null;
	}

	/**
	 * Whether the stack is that of a later call.
	 * @return false as well if there is no stack
	 */
	public boolean isLater() {
		return this.own != null && this.later;
	}

	/**
	 * A stack of this very checkout.
	 * @return topmost frame first, empty if none was taken
	 */
	public List<StackTraceElement> stack() {
		return (this.own != null) ? List.of(this.own.frames()) : List.of();
	}

	/**
	 * The lines from which it was probably borrowed.
	 * @return none if the stack of the borrow was taken
	 */
	public LikelyLines likely() {
		return this.likely;
	}

	/**
	 * The line in words.
	 * @return a likely line with the word "probably"; null if no line is known
	 */
	public @Nullable String text() {
		return text(CallSite::text);
	}

	private @Nullable String text(Function<CallSite, String> words) {
		CallSite callSite = callSite();
		if (callSite != null) {
			return isLater() ? words.apply(callSite) + " (a later call)" : words.apply(callSite);
		}
		CallSite first = this.likely.first();
		return (first != null) ? "probably " + words.apply(first) : null;
	}

	/**
	 * The source of the borrow, for people.
	 * @return the line in words, with the component of a framework; without a line, the
	 * origin of the borrow
	 */
	public String source() {
		String text = text(CallSite::toString);
		return (text != null) ? text : "an unknown call site (" + this.origin + ")";
	}

	/**
	 * The meaning of the likely lines.
	 * @return a sentence or two, empty if none is likely
	 */
	public String sentence() {
		List<LikelyLines.Candidate> candidates = this.likely.candidates();
		if (candidates.isEmpty()) {
			return isLater() ? "Its call site is that of a later call." : "";
		}
		LikelyLines.Candidate first = candidates.get(0);
		StringBuilder text = new StringBuilder("It was probably borrowed at ").append(first.site());
		text.append(": ").append(first.seen()).append(" of ").append(first.of()).append(" sampled borrows in ");
		text.append(basis()).append(" came from this line");
		for (LikelyLines.Candidate other : candidates.subList(1, candidates.size())) {
			text.append(", ").append(other.seen()).append(" from ").append(other.site());
		}
		return text.append('.').toString();
	}

	private String basis() {
		return switch (this.likely.basis()) {
			case STATEMENT -> this.origin + " whose first statement was the same";
			case NO_STATEMENT -> this.origin + " without a statement";
			case OTHER_ORIGINS -> "other origins whose first statement was the same";
			case ORIGIN -> this.origin;
		};
	}

}
