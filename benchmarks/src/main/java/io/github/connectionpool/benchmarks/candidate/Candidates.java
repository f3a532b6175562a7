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

	/** The same in an application that has a tracer, and nothing to trace. */
	public static final Candidate TRACED = new Candidate("starter never with a tracer", Kind.STARTER,
			StarterPools::openTraced);

	/** The starter that takes a stack when there is a reason. */
	public static final Candidate ADAPTIVE = starter("adaptive");

	/** The starter that takes a stack at each borrow, which is its default. */
	public static final Candidate ALWAYS = starter("always");

	private static final List<Candidate> ALL = List.of(HIKARI, NEVER, TRACED, ADAPTIVE, ALWAYS, HIKARI_LEAK,
			pool("Druid", (size) -> OtherPools.druid(size, false)),
			detector("Druid removeAbandoned", (size) -> OtherPools.druid(size, true)),
			pool("Tomcat JDBC", (size) -> OtherPools.tomcat(size, false)),
			detector("Tomcat JDBC removeAbandoned", (size) -> OtherPools.tomcat(size, true)),
			pool("DBCP2", (size) -> OtherPools.dbcp2(size, false)),
			detector("DBCP2 removeAbandoned", (size) -> OtherPools.dbcp2(size, true)),
			pool("c3p0", (size) -> OtherPools.c3p0(size, false)),
			detector("c3p0 unreturnedConnectionTimeout", (size) -> OtherPools.c3p0(size, true)),
			pool("Agroal", (size) -> OtherPools.agroal(size, false)),
			detector("Agroal leakTimeout", (size) -> OtherPools.agroal(size, true)),
			pool("Vibur", (size) -> OtherPools.vibur(size, false)),
			detector("Vibur connection tracking", (size) -> OtherPools.vibur(size, true)),
			wrapper("datasource-proxy", Wrappers::datasourceProxy), wrapper("P6Spy", Wrappers::p6spy),
			wrapper("data-source-decorator", Wrappers::decorator),
			wrapper("datasource-micrometer", Wrappers::micrometer));

	private Candidates() {
	}

	/**
	 * All of them.
	 * @return in the order of tables
	 */
	public static List<Candidate> all() {
		return ALL;
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

	private static Candidate pool(String name, Candidate.Opener opener) {
		return new Candidate(name, Kind.POOL, opener);
	}

	private static Candidate detector(String name, Candidate.Opener opener) {
		return new Candidate(name, Kind.DETECTOR, opener);
	}

	private static Candidate wrapper(String name, Candidate.Opener opener) {
		return new Candidate(name, Kind.WRAPPER, opener);
	}

	private static Candidate starter(String when) {
		return new Candidate("starter " + when, Kind.STARTER, (size) -> StarterPools.openCapturing(when, size));
	}

}
