package io.github.connectionpool.internal.timing;

import java.time.Duration;

/**
 * The utilization from which each level begins. Immutable.
 *
 * @param warning 0 to 1, at most {@code critical}
 * @param critical 0 to 1
 * @param sustain how long a level must hold before it counts; zero for at once
 */
public record UtilizationThresholds(double warning, double critical, Duration sustain) {

}
