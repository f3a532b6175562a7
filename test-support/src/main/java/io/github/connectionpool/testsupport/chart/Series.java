package io.github.connectionpool.testsupport.chart;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Values over time. Immutable.
 *
 * @param name the text of the legend
 * @param style how it is drawn
 * @param points seconds and values; a value that is not a number interrupts the line
 */
public record Series(String name, Style style, NavigableMap<Double, Double> points) {

	/** How a series is drawn. */
	public enum Style {

		/** A line. */
		LINE,

		/** An area on top of those before it. */
		STACKED,

		/** A dashed line that the others stay below. */
		LIMIT

	}

	/** Keeps a copy. */
	public Series {
		points = new TreeMap<>(points);
	}

}
