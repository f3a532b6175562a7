package io.github.connectionpool.report;

import java.util.List;

/**
 * The thread that borrowed a connection, as it was at one moment. Immutable.
 *
 * @param name its name at the borrow
 * @param id its identifier
 * @param virtual whether it is a virtual thread; false if it has ended and been collected
 * @param state its state
 * @param currentStack what it does now, topmost frame first; empty if it has ended
 * @param whereabouts where that is
 * @since 0.1.0
 */
public record OwnerReport(String name, long id, boolean virtual, Thread.State state,
		List<StackTraceElement> currentStack, ThreadActivity whereabouts) {
}
