package io.github.connectionpool.endpoint;

import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.CallSiteReport;
import io.github.connectionpool.report.Verdict;

/**
 * The open checkouts of one call site.
 *
 * @param callSite the line of the application, left out if it is not known
 * @param likelyCallSite a line that is likely where the call site is not known
 * @param count how many there are
 * @param verdicts how many of them have each verdict
 * @param oldestMillis how long the oldest has been held
 * @param youngestMillis how long the youngest has been held
 * @param contexts the transactions, requests and tasks they were borrowed in, at most
 * five
 * @param whereabouts what the threads that borrowed do now, at most five
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CallSiteView(@Nullable String callSite, @Nullable String likelyCallSite, int count,
		Map<Verdict, Integer> verdicts, long oldestMillis, long youngestMillis, Set<String> contexts,
		Set<String> whereabouts) {

	static CallSiteView of(CallSiteReport report) {
		return new CallSiteView(report.callSite(), report.likelyCallSite(), report.count(), report.verdicts(),
				report.oldest().toMillis(), report.youngest().toMillis(), report.contexts(), report.whereabouts());
	}

}
