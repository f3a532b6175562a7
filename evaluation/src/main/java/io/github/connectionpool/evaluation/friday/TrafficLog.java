package io.github.connectionpool.evaluation.friday;

import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

/**
 * The answers to the visitors. Thread-safe.
 */
final class TrafficLog {

	/** The kind of an answer that is right. */
	static final String SERVED = "served";

	/**
	 * The kind of each 503. The sample gives it only when no connection was to be had,
	 * whether the pool was empty or the server refused another one.
	 */
	static final String NO_CONNECTION = "no connection";

	/** The kind of a visitor that went away: the answer may have been under way. */
	static final String TIMED_OUT = "no answer within 10 s";

	/** The kind of a request that failed on the way. */
	static final String NOT_REACHED = "instance not reached";

	/** The kind of a visitor that was not sent, since too many wait. */
	static final String NO_PLACE = "no place for the visitor";

	/** The kind of the bad page's own answer. */
	static final String BAD_PAGE = "status 500 of the bad page";

	private static final int UNAVAILABLE = 503;

	private final Instant start;

	private final List<Answer> answers = new ArrayList<>();

	TrafficLog(Instant start) {
		this.start = start;
	}

	/** The kind of an answer, or of its absence. */
	static String kind(@Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
		if (answer != null) {
			return kind(answer.statusCode());
		}
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		return (cause instanceof HttpTimeoutException) ? TIMED_OUT : NOT_REACHED;
	}

	static String kind(int status) {
		if (status >= 200 && status < 300) {
			return SERVED;
		}
		return (status == UNAVAILABLE) ? NO_CONNECTION : "status " + status;
	}

	synchronized void answered(Instant arrival, String kind) {
		this.answers.add(new Answer(seconds(arrival), Duration.between(arrival, Instant.now()).toNanos() / 1e9, kind));
	}

	/** Since the beginning of the traffic. */
	double seconds(Instant time) {
		return Duration.between(this.start, time).toNanos() / 1e9;
	}

	/** How many answers there are of each kind. */
	synchronized NavigableMap<String, Integer> kinds() {
		NavigableMap<String, Integer> kinds = new TreeMap<>();
		this.answers.forEach((answer) -> kinds.merge(answer.kind(), 1, Integer::sum));
		return kinds;
	}

	/** Answers in each second, by the time at which they came. */
	synchronized NavigableMap<Double, Double> perSecond(boolean served, double last) {
		NavigableMap<Double, Double> counts = new TreeMap<>();
		for (double second = 0; second < last; second++) {
			counts.put(second, 0.0);
		}
		for (Answer answer : this.answers) {
			if (answer.kind().equals(SERVED) == served) {
				counts.computeIfPresent(Math.floor(answer.at() + answer.latency()), (second, count) -> count + 1);
			}
		}
		return counts;
	}

	/** By nearest rank, over five seconds, by the time of arrival; of all answers. */
	synchronized NavigableMap<Double, Double> percentile(double share, double last) {
		Map<Double, List<Double>> latencies = new TreeMap<>();
		for (Answer answer : this.answers) {
			if (answer.at() < last) {
				latencies.computeIfAbsent(Math.floor(answer.at() / 5) * 5, (second) -> new ArrayList<>())
					.add(answer.latency() * 1000);
			}
		}
		NavigableMap<Double, Double> percentiles = new TreeMap<>();
		latencies.forEach((second, values) -> percentiles.put(second, rank(values, share)));
		return percentiles;
	}

	/** Of all answers to visitors that arrived in that time. */
	synchronized double percentileMillis(double share, double from, double to) {
		List<Double> values = new ArrayList<>();
		for (Answer answer : this.answers) {
			if (answer.at() >= from && answer.at() < to) {
				values.add(answer.latency() * 1000);
			}
		}
		return values.isEmpty() ? Double.NaN : rank(values, share);
	}

	private static double rank(List<Double> values, double share) {
		return values.stream()
			.sorted()
			.skip((long) Math.ceil(share * values.size()) - 1)
			.findFirst()
			.orElse(Double.NaN);
	}

	private record Answer(double at, double latency, String kind) {

	}

}
