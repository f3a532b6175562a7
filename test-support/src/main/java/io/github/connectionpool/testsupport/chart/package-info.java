/**
 * Pictures of measurements, as SVG, for the documentation.
 */
@NullMarked
package io.github.connectionpool.testsupport.chart;

import org.jspecify.annotations.NullMarked;
