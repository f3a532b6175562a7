package io.github.connectionpool.evaluation.capture;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.connectionpool.evaluation.detector.Detection.Kind;

/**
 * One of the two times that a leak has happened to a pool. Immutable.
 *
 * @param lost what it has left open
 */
record Round(List<LostCheckout> lost) {

	/**
	 * The reports on one round.
	 * @param ids the checkouts that this round has left open
	 * @param accusations of both rounds, in order
	 * @param site finds the line that borrowed
	 * @return of this round only
	 */
	static Round of(Collection<String> ids, List<Accusation> accusations, Pattern site) {
		return new Round(ids.stream().map((id) -> LostCheckout.of(id, accusations, site)).toList());
	}

	/** Whether each connection that was lost was called that, or worse. */
	boolean isCalled(Kind verdict) {
		return !this.lost.isEmpty() && this.lost.stream()
			.allMatch((one) -> one.verdict() == verdict || (one.verdict() == Kind.LEAKED && verdict == Kind.SUSPECT));
	}

	/** Whether the line of each connection that was lost was named. */
	boolean isNamed() {
		return !this.lost.isEmpty() && this.lost.stream().allMatch(LostCheckout::named);
	}

	/** Whether the line of each connection that was lost was named in any place. */
	boolean isAmong() {
		return !this.lost.isEmpty() && this.lost.stream().allMatch(LostCheckout::among);
	}

	/** The call sites that are not on the stack of their own checkout. */
	int foreign() {
		return (int) this.lost.stream().filter(LostCheckout::foreign).count();
	}

	/** The lines that were named, those of each checkout once. */
	String lines() {
		return this.lost.stream().map(LostCheckout::lines).distinct().collect(Collectors.joining("; "));
	}

	/** Verdicts with their reasons, each once. */
	String verdict() {
		String verdict = this.lost.stream()
			.map((one) -> (one.verdict() != null) ? one.verdict() + " " + Objects.requireNonNullElse(one.reason(), "")
					: "")
			.filter((text) -> !text.isEmpty())
			.distinct()
			.collect(Collectors.joining(", "));
		return verdict.isEmpty() ? "–" : verdict;
	}

}
