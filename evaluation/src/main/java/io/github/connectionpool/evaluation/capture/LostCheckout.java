package io.github.connectionpool.evaluation.capture;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.detector.Detection.Kind;

/**
 * A checkout that a leak has left open, with its last accusation. Immutable.
 *
 * @param id identifies it
 * @param verdict the last accusation, null if there was none
 * @param reason the reason that was given for it
 * @param lines the lines that were named
 * @param named whether the first of them is the line that borrowed
 * @param among whether one of them is the line that borrowed
 * @param foreign whether its call site is not a line of its own stack
 */
record LostCheckout(String id, @Nullable Kind verdict, @Nullable String reason, String lines, boolean named,
		boolean among, boolean foreign) {

	/**
	 * Finds the last accusation of a checkout.
	 * @param id identifies it
	 * @param accusations of it and of others, in order
	 * @param site finds the line that borrowed
	 * @return the last on this one
	 */
	static LostCheckout of(String id, List<Accusation> accusations, Pattern site) {
		return accusations.stream()
			.filter((accusation) -> accusation.id().equals(id))
			.reduce((earlier, later) -> later)
			.map((last) -> new LostCheckout(id, last.kind(), last.reason(), last.lines(site), last.isFirst(site),
					last.isAmong(site), last.isForeign(site)))
			.orElseGet(() -> new LostCheckout(id, null, null, "", false, false, false));
	}

}
