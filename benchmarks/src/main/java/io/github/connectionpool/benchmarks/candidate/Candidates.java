package io.github.connectionpool.benchmarks.candidate;

import java.time.Duration;
import java.util.List;

/**
 * All that are compared, each named once.
 */
public final class Candidates {

	/** So long that nothing is ever found to be leaked. */
	static final Duration LEAK_TIME = Duration.ofSeconds(60);

	/** HikariCP alone. */
	public static final Candidate HIKARI = new Candidate("HikariCP", Kind.POOL, HikariPools::open);

	/** HikariCP with its own leak detection. */
	public static final Candidate HIKARI_LEAK = new Candidate("HikariCP leakDetectionThreshold", Kind.DETECTOR,
			(size) -> HikariPools.openWithDetection(size, LEAK_TIME));

	/** The starter that takes no stack. */
	public static final Candidate NEVER = starter("never");

	/** The starter that takes a stack when there is a reason. */
	public static final Candidate ADAPTIVE = starter("adaptive");

	/** The starter that takes a stack at each borrow, which is its default. */
	public static final Candidate ALWAYS = starter("always");

	private Candidates() {
	}

	/**
	 * All of them.
	 * @return in the order of tables
	 */
	public static List<Candidate> all() {
		return List.of(HIKARI, NEVER, ADAPTIVE, ALWAYS, HIKARI_LEAK);
	}

	/**
	 * One of them.
	 * @param name its name in tables
	 * @return the candidate
	 */
	public static Candidate named(String name) {
		return all().stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findAny()
			.orElseThrow(() -> new IllegalArgumentException("There is no candidate '%s' in %s".formatted(name, all())));
	}

	private static Candidate starter(String when) {
		return new Candidate("starter " + when, Kind.STARTER, (size) -> StarterPools.openCapturing(when, size));
	}

}
