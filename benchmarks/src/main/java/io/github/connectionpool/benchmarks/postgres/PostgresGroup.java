package io.github.connectionpool.benchmarks.postgres;

import java.time.Duration;
import java.util.List;

import io.github.connectionpool.benchmarks.Effort;
import io.github.connectionpool.benchmarks.Group;
import io.github.connectionpool.benchmarks.Progress;
import io.github.connectionpool.benchmarks.result.GroupResult;
import io.github.connectionpool.benchmarks.slices.Alternation;
import io.github.connectionpool.benchmarks.slices.Depth;
import io.github.connectionpool.benchmarks.slices.Variant;

/**
 * An application on a real PostgreSQL without the starter, with it at its defaults, with
 * it and a stack for each borrow, and once more without it. The first and the last differ
 * by nothing, so their ratio tells the resolution of the measurement.
 */
public final class PostgresGroup implements Group {

	private static final Duration SLICE = Duration.ofMillis(500);

	/** Of a borrow in a web application, behind a few filters and proxies, about. */
	private static final int WEB = 100;

	/** Of a borrow in a job, about. */
	private static final int JOB = 30;

	/** What a borrow has in any case: of the executor, of this and of Spring. */
	private static final int OWN_FRAMES = 20;

	@Override
	public String name() {
		return "postgres";
	}

	@Override
	public GroupResult measure(Effort effort, Progress progress) throws Exception {
		// as many as keep the cores busy while some wait for the server, and fewer than
		// the pool has connections
		int threads = Math.min(9, Math.max(4, Runtime.getRuntime().availableProcessors()));
		boolean full = effort == Effort.FULL;
		PostgresTables tables = new PostgresTables();
		progress.say("postgres: starting the server and four applications");
		try (Database database = Database.start();
				Shop with = Shop.withStarter(database);
				Shop always = Shop.withStarter(database, "--connectionpool.capture.stack=always");
				Shop without = Shop.withoutStarter(database);
				Shop again = Shop.withoutStarter(database);
				Alternation alternation = new Alternation(threads, full ? SLICE : SLICE.dividedBy(10))) {
			for (Workload workload : Workload.values()) {
				for (int depth : new int[] { WEB, JOB }) {
					String what = "%s, %d frames deep".formatted(workload, depth);
					List<Variant> variants = List.of(new Work("without", workload, without, depth - OWN_FRAMES),
							new Work("with", workload, with, depth - OWN_FRAMES),
							new Work("with, always", workload, always, depth - OWN_FRAMES),
							new Work("without again", workload, again, depth - OWN_FRAMES));
					boolean counts = depth == WEB;
					int warmUp = counts ? 4 : 2;
					int blocks = counts ? 24 : 8;
					alternation.measure(what + ", warm-up", variants, full ? warmUp : 1, progress);
					tables.add(what, counts, alternation.measure(what, variants, full ? blocks : 1, progress));
				}
			}
			return tables.result("A real PostgreSQL (%s), JdbcTemplate, %d threads, pool of 10"
				.formatted(database.about(), threads));
		}
	}

	/** A workload in one of the applications. */
	private record Work(String name, Workload workload, Shop shop, int frames) implements Variant {

		@Override
		public void run() throws Exception {
			Depth.below(this.frames, () -> {
				this.workload.run(this.shop);
				return true;
			});
		}

	}

}
