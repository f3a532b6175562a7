package io.github.connectionpool.evaluation.scenario;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The facts of a scenario from its class and {@link Label}. Immutable.
 *
 * @param name unique name, as {@code never-closed.in-request}
 * @param sentence what it does
 * @param truth the truth
 * @param leakClass the class of a leak, null for innocents
 * @param site finds the line that should be named in what a detector says
 * @param poolSize how many connections the pool has
 * @param stillHeldByRunningWork whether work that has not ended holds the leaked
 * connection
 * @param forever whether an innocent never returns its connection
 * @param needsVirtualThreads whether it needs virtual threads
 * @param loses how many connections a leak loses
 * @param seenToLie for how long a connection of the line has been seen to lie before
 * @param unknownLine whether no line of the application can be named
 */
public record ScenarioFacts(String name, String sentence, Truth truth, @Nullable LeakClass leakClass, Pattern site,
		int poolSize, boolean stillHeldByRunningWork, boolean forever, boolean needsVirtualThreads, int loses,
		Duration seenToLie, boolean unknownLine) {

	/**
	 * By how many times a line's connections have to lie longer than they have before.
	 */
	private static final int PATIENCE_FACTOR = 3;

	/**
	 * How long a lost connection lies before it is accused, as others of its line have
	 * been seen to lie.
	 * @return zero if none has
	 */
	public Duration patience() {
		return this.seenToLie.multipliedBy(PATIENCE_FACTOR);
	}

	/**
	 * Read a labelled class.
	 * @param type class of a scenario
	 * @return its facts
	 */
	public static ScenarioFacts of(Class<? extends Scenario> type) {
		Label label = type.getAnnotation(Label.class);
		if (label == null) {
			throw new IllegalArgumentException(type.getName() + " has no label");
		}
		return new ScenarioFacts(name(type), label.says(), label.truth(),
				(label.follows().length > 0) ? label.follows()[0] : null, site(type, label.borrows()), label.pool(),
				label.stillHeldByRunningWork(), label.forever(), label.virtualThreads(), label.loses(),
				Duration.ofSeconds(label.seenToLie()), label.unknownLine());
	}

	private static String name(Class<?> type) {
		Class<?> theme = type.getEnclosingClass();
		return (theme != null) ? dashed(theme) + "." + dashed(type) : dashed(type);
	}

	private static String dashed(Class<?> type) {
		return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
	}

	/** Scenarios of one theme share methods, and each has a pool of its own. */
	private static Pattern site(Class<?> type, String method) {
		Class<?> top = (type.getEnclosingClass() != null) ? type.getEnclosingClass() : type;
		return Pattern.compile(Pattern.quote(top.getName()) + "(\\$\\w+)*\\." + Pattern.quote(method) + "\\(");
	}

}
