package io.github.connectionpool.evaluation.capture;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.detector.Detection;
import io.github.connectionpool.evaluation.detector.Detection.Kind;

/**
 * A checkout that a leak has left open, and its reports. Immutable.
 *
 * @param id identifies it
 * @param verdict the last accusation, null if there was none
 * @param reason the reason that was given for it
 * @param line the line that was named, empty if none was
 * @param named whether that is the line that borrowed
 */
record LostCheckout(String id, @Nullable Kind verdict, @Nullable String reason, String line, boolean named) {

	/**
	 * Gathers the reports on a checkout.
	 * @param id identifies it
	 * @param detections of it and of others, in order
	 * @param site finds the line that borrowed
	 * @return the reports on this one
	 */
	static LostCheckout of(String id, List<Detection> detections, Pattern site) {
		Detection last = null;
		boolean named = false;
		for (Detection detection : detections) {
			if (id.equals(detection.id()) && detection.kind().isAccusation()) {
				last = detection;
				named = named || site.matcher(detection.text()).find();
			}
		}
		return (last != null) ? new LostCheckout(id, last.kind(), last.reason(), last.text(), named)
				: new LostCheckout(id, null, null, "", false);
	}

}
