package io.github.connectionpool.evaluation.capture;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.context.PayloadApplicationEvent;

import io.github.connectionpool.event.CheckoutLeaked;
import io.github.connectionpool.event.CheckoutSuspected;
import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.CheckoutReport.CallSiteFrom;
import io.github.connectionpool.report.CheckoutReport.LikelyCallSite;

/**
 * What the starter has said of a checkout, with its lines. Immutable.
 *
 * @param id identifies the checkout
 * @param kind suspect or leaked
 * @param reason the reason, null if none was given
 * @param callSite the line on a stack of its own, null if there is none
 * @param from the call of that stack, null if there is none
 * @param onStack whether the call site is on the stack that is shown, true without one
 * @param likely the likely lines, the likeliest first
 */
record Accusation(String id, Kind kind, @Nullable String reason, @Nullable String callSite, @Nullable CallSiteFrom from,
		boolean onStack, List<LikelyCallSite> likely) {

	/**
	 * Read an event.
	 * @param event any event of the application
	 * @return null if it does not accuse
	 */
	static @Nullable Accusation of(PayloadApplicationEvent<?> event) {
		if (event.getPayload() instanceof CheckoutSuspected suspected) {
			return of(suspected.checkout(), Kind.SUSPECT);
		}
		return (event.getPayload() instanceof CheckoutLeaked leaked) ? of(leaked.checkout(), Kind.LEAKED) : null;
	}

	private static Accusation of(CheckoutReport report, Kind kind) {
		Enum<?> reason = report.judgement().reason();
		String callSite = report.callSite();
		boolean onStack = callSite == null
				|| report.stack().stream().anyMatch((frame) -> callSite.startsWith(text(frame)));
		return new Accusation(report.id(), kind, (reason != null) ? reason.name() : null, callSite,
				report.callSiteFrom(), onStack, report.likelyCallSites());
	}

	private static String text(StackTraceElement frame) {
		return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
				+ frame.getLineNumber() + ")";
	}

	/** Whether its own line, or the likeliest one, is the one that borrowed. */
	boolean isFirst(Pattern site) {
		return isOwn(site) || (!this.likely.isEmpty() && site.matcher(this.likely.get(0).callSite()).find());
	}

	/** Whether the line that borrowed is shown at all. */
	boolean isAmong(Pattern site) {
		return isOwn(site) || this.likely.stream().anyMatch((one) -> site.matcher(one.callSite()).find());
	}

	private boolean isOwn(Pattern site) {
		return this.callSite != null && site.matcher(this.callSite).find();
	}

	/**
	 * Whether it has a call site that is not the line of its own borrow or later call.
	 */
	boolean isForeign(Pattern site) {
		return !this.onStack || (this.from == CallSiteFrom.BORROW && !isOwn(site));
	}

	/** The lines with their numbers, in short. */
	String lines(Pattern site) {
		if (this.from == CallSiteFrom.BORROW) {
			return "own";
		}
		String likely = this.likely.stream()
			.map((one) -> one.seen() + (site.matcher(one.callSite()).find() ? "*" : ""))
			.reduce((left, right) -> left + ", " + right)
			.map((counts) -> counts + " of " + this.likely.get(0).of())
			.orElse("none");
		return (this.callSite != null) ? likely + "; a later call" : likely;
	}

}
