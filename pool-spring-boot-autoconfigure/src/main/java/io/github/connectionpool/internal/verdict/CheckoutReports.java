package io.github.connectionpool.internal.verdict;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.internal.worker.OwnerReports;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.OwnerReport;

/**
 * Makes the report of a checkout and its verdict.
 */
final class CheckoutReports {

	private CheckoutReports() {
	}

	static CheckoutReport of(Checkout checkout, Judgement judgement, LeakTimes times, Patience patience, int depth,
			@Nullable Integer backendPid, long now) {
		StackTraceElement[] stack = checkout.stack();
		OwnerReport owner = OwnerReports.of(checkout, now);
		boolean inFlight = checkout.isInFlight();
		return new CheckoutReport(checkout.pool().name(), checkout.id(), judgement,
				explanation(checkout, new Explanation(checkout, judgement, owner, times, patience, now).text(depth)),
				checkout.acquiredAt(), checkout.held(now), checkout.waited(), owner, checkout.context(),
				checkout.callSiteText(), checkout.source(), List.copyOf(Arrays.asList(stack)), checkout.sql(),
				inFlight ? checkout.unchanged(now) : null, checkout.isInTransaction(), checkout.activity(), backendPid);
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
