package io.github.connectionpool.benchmarks.watcher;

import java.time.Duration;
import java.util.List;

import io.github.connectionpool.benchmarks.Effort;
import io.github.connectionpool.benchmarks.Group;
import io.github.connectionpool.benchmarks.Progress;
import io.github.connectionpool.benchmarks.result.GroupResult;
import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.result.Target;

/**
 * The times of a check of the open checkouts and of an answer of the endpoint, and their
 * costs for borrowers.
 */
public final class WatcherGroup implements Group {

	/** The one the thresholds are for. */
	private static final int THOUSAND = 1000;

	private static final int DEFAULT_LIMIT = 100;

	private static final double MOST_MILLIS = 5;

	private static final double MOST_MILLIS_TO_READ = 20;

	private static final double MOST_MILLIS_WITH_JSON = 36;

	private static final double NANOS_IN_A_MILLI = 1e6;

	@Override
	public String name() {
		return "watcher";
	}

	@Override
	public GroupResult measure(Effort effort, Progress progress) throws Exception {
		boolean full = effort == Effort.FULL;
		Duration time = full ? Duration.ofSeconds(8) : Duration.ofMillis(300);
		LookCosts looks = new LookCosts();
		EndpointCosts answers = new EndpointCosts();
		PauseCosts pauses = new PauseCosts();
		Table borrowers;
		EndpointCosts.Answer answer;
		double look;
		double pause;
		progress.say("watcher: checks and answers at 10 and 100 held");
		for (int held : List.of(10, 100)) {
			try (Watched watched = new Watched(held)) {
				looks.add(watched, time);
				answers.add(watched, DEFAULT_LIMIT, time);
			}
		}
		progress.say("watcher: checks, answers, pauses and borrowers at 1,000 held");
		try (Watched watched = new Watched(THOUSAND)) {
			look = Math.max(looks.add(watched, time), looks.addSpaced(watched, time.multipliedBy(2)))
					/ NANOS_IN_A_MILLI;
			answers.add(watched, DEFAULT_LIMIT, time);
			answer = answers.add(watched, THOUSAND, time);
			pauses.addNothing(time);
			pause = pauses.addLooks(watched, full ? 300 : 3);
			pauses.addReads(watched, DEFAULT_LIMIT, full ? 200 : 2);
			borrowers = BorrowerCosts.measure(watched, effort, progress);
		}
		if (full) {
			progress.say("watcher: checks at 10,000 held");
			try (Watched watched = new Watched(10 * THOUSAND)) {
				looks.add(watched, time);
			}
		}
		return new GroupResult("The watching thread and the endpoint",
				List.of(looks.table(), answers.table(), pauses.table(), borrowers),
				List.of(Target.atMost("p99 of a check at 1,000 held checkouts, ms", MOST_MILLIS, look),
						Target.atMost("median to read an answer with 1,000 shown, ms", MOST_MILLIS_TO_READ,
								answer.read() / NANOS_IN_A_MILLI),
						Target.atMost("median of an answer with 1,000 shown and its JSON, ms", MOST_MILLIS_WITH_JSON,
								answer.withJson() / NANOS_IN_A_MILLI),
						Target.atMost("pause of the application for a check at 1,000 held, collections aside, ms", 0,
								pause)));
	}

}
