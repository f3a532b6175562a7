package io.github.connectionpool.evaluation.detector;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;

/**
 * All detectors with their settings, and where each number comes from.
 */
public final class Detectors {

	/** Name of the starter of this project. */
	public static final String STARTER = "ours";

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/** How long the starter needs for what it proves without a collection. */
	private static final Duration STARTER_TIME = Duration.ofSeconds(12);

	private Detectors() {
	}

	/**
	 * All of them.
	 * @return each detector with its shortest and its usual setting
	 */
	public static List<DetectorSpec> all() {
		return all(Reclaim.NEVER);
	}

	/**
	 * All of them.
	 * @param reclaim what the starter takes away
	 * @return each detector with its shortest and its usual setting
	 */
	public static List<DetectorSpec> all(Reclaim reclaim) {
		return List.of(
				// the shortest that each property allows
				starter(Setting.SHORTEST, "everything at its shortest", reclaim,
						Map.of("connectionpool.check-interval", "100ms", "connectionpool.leak.threshold", "1s",
								"connectionpool.leak.evidence-after", "100ms", "connectionpool.leak.quiet", "1s")),
				// age is the only evidence on what running work still holds
				starter(Setting.SHORT_AGE, "leak.threshold=20s, else defaults", reclaim,
						Map.of("connectionpool.leak.threshold", "20s")),
				starter(Setting.USUAL, "defaults", reclaim, Map.of()),
				// HikariConfig: less than 2000 ms disables it
				spec("hikari", Setting.SHORTEST, "leakDetectionThreshold=2s", 2, false,
						(database) -> new HikariDetector(database, Duration.ofSeconds(2))),
				// its author in issue 738: "use 1-2 minutes"
				spec("hikari", Setting.USUAL, "leakDetectionThreshold=60s", 60, false,
						(database) -> new HikariDetector(database, MINUTE)),
				// whole seconds, and a sweep "should not be set under 1 second"
				spec("tomcat-suspect", Setting.SHORTEST, "suspectTimeout=1s, sweep 1s", 2, false,
						(database) -> new TomcatDetector(database, false, SECOND, SECOND)),
				// there is no default; the one of removeAbandonedTimeout, with the
				// default sweep
				spec("tomcat-suspect", Setting.USUAL, "suspectTimeout=60s, sweep 5s", 65, false,
						(database) -> new TomcatDetector(database, false, MINUTE, Duration.ofSeconds(5))),
				spec("tomcat-abandoned", Setting.SHORTEST, "removeAbandonedTimeout=1s, sweep 1s", 2, true,
						(database) -> new TomcatDetector(database, true, SECOND, SECOND)),
				// both are defaults
				spec("tomcat-abandoned", Setting.USUAL, "removeAbandonedTimeout=60s, sweep 5s", 65, true,
						(database) -> new TomcatDetector(database, true, MINUTE, Duration.ofSeconds(5))),
				// whole seconds where it is configured by a property
				spec("dbcp2", Setting.SHORTEST, "removeAbandonedTimeout=1s, sweep 1s", 2, true,
						(database) -> new Dbcp2Detector(database, SECOND, SECOND)),
				// 300 s is the default; the sweep is off by default, so that of Tomcat's
				spec("dbcp2", Setting.USUAL, "removeAbandonedTimeout=300s, sweep 5s", 305, true,
						(database) -> new Dbcp2Detector(database, Duration.ofSeconds(300), Duration.ofSeconds(5))),
				// whole seconds where it is configured by a property
				spec("druid", Setting.SHORTEST, "removeAbandonedTimeout=1s, sweep 1s", 2, true,
						(database) -> new DruidDetector(database, SECOND, SECOND)),
				// both are defaults
				spec("druid", Setting.USUAL, "removeAbandonedTimeout=300s, sweep 60s", 360, true,
						(database) -> new DruidDetector(database, Duration.ofSeconds(300), MINUTE)),
				// whole seconds
				spec("c3p0", Setting.SHORTEST, "unreturnedConnectionTimeout=1s", 2, true,
						(database) -> new C3p0Detector(database, SECOND)),
				// off by default and no value is advised: a minute, as with the others
				spec("c3p0", Setting.USUAL, "unreturnedConnectionTimeout=60s", 75, true,
						(database) -> new C3p0Detector(database, MINUTE)),
				// any duration is allowed; a second, as with the others. It sweeps as
				// seldom, so
				// that what it reports is up to twice as old
				spec("agroal", Setting.SHORTEST, "leakTimeout=1s", 2, false,
						(database) -> new AgroalDetector(database, SECOND)),
				// off by default and no value is advised: a minute, as with the others
				spec("agroal", Setting.USUAL, "leakTimeout=60s", 120, false,
						(database) -> new AgroalDetector(database, MINUTE)),
				// any timeout is allowed; a second, as with the others
				spec("vibur", Setting.SHORTEST, "connectionTimeoutInMs=1000, a borrower times out every 5s", 7, false,
						(database) -> new ViburDetector(database, SECOND, Duration.ofSeconds(5))),
				// the default timeout
				spec("vibur", Setting.USUAL, "connectionTimeoutInMs=15000, a borrower times out every minute", 76,
						false, (database) -> new ViburDetector(database, Duration.ofSeconds(15), MINUTE)));
	}

	/**
	 * The starter with settings that are not those of the scorecard.
	 * @param database where its pools lead to
	 * @param properties of the application
	 * @return the detector
	 */
	public static Detector starter(EvaluationDatabase database, Map<String, String> properties) {
		return new StarterDetector(database, properties);
	}

	private static DetectorSpec starter(Setting setting, String text, Reclaim reclaim, Map<String, String> properties) {
		if (reclaim == Reclaim.NEVER) {
			return new DetectorSpec(STARTER, setting, text, STARTER_TIME, false,
					(database) -> new StarterDetector(database, properties));
		}
		Map<String, String> reclaiming = new HashMap<>(properties);
		reclaiming.put("connectionpool.leak.reclaim", reclaim.value());
		return new DetectorSpec(STARTER, setting, text + ", leak.reclaim=" + reclaim.value(), STARTER_TIME, true,
				(database) -> new StarterDetector(database, reclaiming));
	}

	private static DetectorSpec spec(String name, Setting setting, String text, int seconds, boolean reclaims,
			Function<EvaluationDatabase, Detector> factory) {
		return new DetectorSpec(name, setting, text, Duration.ofSeconds(seconds), reclaims, factory);
	}

}
