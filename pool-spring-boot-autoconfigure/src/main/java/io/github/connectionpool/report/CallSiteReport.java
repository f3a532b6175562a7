package io.github.connectionpool.report;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The open checkouts that were borrowed at one call site. Immutable.
 *
 * @param callSite the line of the application, null if it is not known
 * @param likelyCallSite a line that is likely where the call site is not known, null if
 * none is
 * @param source the call site with the component of a framework that has borrowed for
 * itself. Where it is not known, a likely one with the word "probably", or else the
 * origin of the borrows
 * @param count how many there are
 * @param verdicts how many of them have each verdict; a verdict that none has is absent
 * @param oldest how long the oldest has been held
 * @param youngest how long the youngest has been held
 * @param contexts the transactions, requests and tasks they were borrowed in, at most
 * five
 * @param whereabouts what the threads that borrowed do now, at most five
 * @since 0.1.0
 */
public record CallSiteReport(@Nullable String callSite, @Nullable String likelyCallSite, String source, int count,
		Map<Verdict, Integer> verdicts, Duration oldest, Duration youngest, Set<String> contexts,
		Set<String> whereabouts) {

}
