package io.github.connectionpool.benchmarks.startup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One start of the application.
 *
 * @param millis from the start of the JVM until the application was ready
 * @param heap bytes in use then, after a collection
 * @param metaspace bytes in use then
 * @param classes how many were loaded
 * @param cpuMillis how long its threads had computed, which other processes blur less
 */
record Start(double millis, long heap, long metaspace, long classes, long cpuMillis) {

	private static final double NANOS_IN_A_MILLI = 1e6;

	/** The line with the figures. */
	private static final int FIGURES = 4;

	/**
	 * Start it and let it end.
	 * @param classPath with the starter or without
	 * @param web whether it has a web server
	 */
	static Start of(String classPath, boolean web) throws IOException, InterruptedException {
		List<String> args = new ArrayList<>(
				List.of("--spring.datasource.url=jdbc:h2:mem:shop", "--spring.datasource.hikari.maximum-pool-size=10",
						"--server.port=0", "--management.endpoints.web.exposure.include=*"));
		if (!web) {
			args.add("--spring.main.web-application-type=none");
		}
		double[] millis = { Double.NaN };
		List<String> figures = new ArrayList<>();
		long begin = System.nanoTime();
		ChildJvm.run(List.of("-cp", classPath), StartedApplication.class, args, (line) -> {
			if (!Double.isNaN(millis[0])) {
				figures.addAll(List.of(line.split(" ")));
			}
			else if (line.equals(StartedApplication.READY)) {
				millis[0] = (System.nanoTime() - begin) / NANOS_IN_A_MILLI;
			}
		});
		if (figures.size() != FIGURES) {
			throw new IllegalStateException("The application has not told what it holds: " + figures);
		}
		return new Start(millis[0], Long.parseLong(figures.get(0)), Long.parseLong(figures.get(1)),
				Long.parseLong(figures.get(2)), Long.parseLong(figures.get(3)));
	}

}
