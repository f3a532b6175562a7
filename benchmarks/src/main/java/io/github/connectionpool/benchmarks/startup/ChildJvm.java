package io.github.connectionpool.benchmarks.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A JVM of its own, as the one that runs.
 */
final class ChildJvm {

	private static final long LONGEST_MINUTES = 2;

	private ChildJvm() {
	}

	/**
	 * Run it to its end.
	 * @param options of the JVM, the class path included
	 * @param main the class to start
	 * @param args what it is given
	 * @param lines is told each line as soon as it is written
	 */
	static void run(List<String> options, Class<?> main, List<String> args, Consumer<String> lines)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.add(main.getName());
		command.addAll(args);
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				lines.accept(line);
			}
			if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
				throw new IllegalStateException("Failed: " + String.join(" ", command));
			}
		}
		finally {
			process.destroyForcibly();
		}
	}

}
