package io.github.connectionpool.internal.verdict;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;
import io.github.connectionpool.internal.capture.learned.CheckoutLines;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.internal.worker.OwnerReports;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.OwnerReport;

/**
 * Makes the report of a checkout and its verdict.
 */
final class CheckoutReports {

	private CheckoutReports() {
	}

	static CheckoutReport of(JudgedCheckout judged, LeakTimes times, @Nullable Integer backendPid) {
		CheckoutSample sample = judged.sample();
		Checkout checkout = judged.checkout();
		CheckoutLines lines = checkout.lines();
		CallSite callSite = lines.callSite();
		OwnerReport owner = OwnerReports.of(checkout, sample.nanos());
		return new CheckoutReport(checkout.pool().name(), checkout.id(), judged.judgement(),
				explanation(lines, new Explanation(judged, owner, times).text()), checkout.acquiredAt(), sample.held(),
				checkout.waited(), owner, checkout.context(), (callSite != null) ? callSite.text() : null, from(lines),
				likely(lines), lines.source(), lines.stack(), lines.likely().stack(), checkout.sql(),
				sample.inFlight() ? sample.unchanged() : null, sample.inTransaction(), checkout.activity(), backendPid);
	}

	/**
	 * The text may contain the name of a unit of work or a purpose, which the application
	 * chooses freely.
	 */
	private static String explanation(CheckoutLines lines, String text) {
		CallSite callSite = lines.callSite();
		if (callSite != null && callSite.component() != null && !lines.isLater()) {
			return PlainText.of(text + " It was borrowed by " + callSite.component() + ".");
		}
		String sentence = lines.sentence();
		return PlainText.of(sentence.isEmpty() ? text : text + " " + sentence);
	}

	private static CheckoutReport.@Nullable CallSiteFrom from(CheckoutLines lines) {
		if (lines.callSite() == null) {
			return null;
		}
		return lines.isLater() ? CheckoutReport.CallSiteFrom.LATER_CALL : CheckoutReport.CallSiteFrom.BORROW;
	}

	private static List<CheckoutReport.LikelyCallSite> likely(CheckoutLines lines) {
		return lines.likely()
			.candidates()
			.stream()
			.map((one) -> new CheckoutReport.LikelyCallSite(one.site().text(), one.seen(), one.of()))
			.toList();
	}

}
