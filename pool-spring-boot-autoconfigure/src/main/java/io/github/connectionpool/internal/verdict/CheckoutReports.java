package io.github.connectionpool.internal.verdict;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;
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
		StackTraceElement[] stack = checkout.stack();
		OwnerReport owner = OwnerReports.of(checkout, sample.nanos());
		return new CheckoutReport(checkout.pool().name(), checkout.id(), judged.judgement(),
				explanation(checkout, new Explanation(judged, owner, times).text()), checkout.acquiredAt(),
				sample.held(), checkout.waited(), owner, checkout.context(), checkout.callSiteText(), checkout.source(),
				List.copyOf(Arrays.asList(stack)), checkout.sql(), sample.inFlight() ? sample.unchanged() : null,
				sample.inTransaction(), checkout.activity(), backendPid);
	}

	/**
	 * The text may contain the name of a unit of work or a purpose, which the application
	 * chooses freely.
	 */
	private static String explanation(Checkout checkout, String text) {
		CallSite callSite = checkout.callSite();
		return PlainText.of((callSite != null && callSite.component() != null)
				? text + " It was borrowed by " + callSite.component() + "." : text);
	}

}
