package io.github.connectionpool.benchmarks.startup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.connectionpool.benchmarks.Effort;
import io.github.connectionpool.benchmarks.Group;
import io.github.connectionpool.benchmarks.Progress;
import io.github.connectionpool.benchmarks.result.GroupResult;
import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.result.Target;

/**
 * How much later an application is ready with the starter, and what the starter holds of
 * the heap.
 */
public final class StartupGroup implements Group {

	private static final double MOST_MILLIS = 50;

	@Override
	public String name() {
		return "startup";
	}

	@Override
	public GroupResult measure(Effort effort, Progress progress) throws Exception {
		boolean full = effort == Effort.FULL;

		StartCosts starts = new StartCosts();
		List<Target> targets = new ArrayList<>();
		try (ApplicationFiles files = new ApplicationFiles()) {
			targets.add(Target.atMost("added to the start of a web application, ms", MOST_MILLIS,
					starts.add("web application", true, files, full ? 20 : 1, progress)));
			targets.add(Target.atMost("added to the start of an application without a web server, ms", MOST_MILLIS,
					starts.add("application without a web server", false, files, full ? 15 : 1, progress)));
		}
		progress.say("heap of open checkouts");
		return new GroupResult("Start and heap of an application with one pool, on H2",
				List.of(starts.table(), heap(full ? 7 : 1)), targets);
	}

	private static Table heap(int rounds) throws IOException, InterruptedException {
		List<List<Object>> rows = new ArrayList<>();
		// this collector knows the memory in use to the byte
		ChildJvm.run(List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")),
				HeapMain.class, List.of(Integer.toString(rounds)), (line) -> {
					String[] cells = line.split("\t", -1);
					rows.add(List.of(cells[0], Long.valueOf(cells[1])));
				});
		return new Table("Heap, bytes, the stub of the connection aside", List.of("of", "bytes"), rows);
	}

}
