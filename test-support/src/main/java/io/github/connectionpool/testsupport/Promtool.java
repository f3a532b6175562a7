package io.github.connectionpool.testsupport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tool of Prometheus that checks and tests rules.
 */
public final class Promtool {

	/** What to do where it is not installed. */
	public static final String HOW_TO_INSTALL = "promtool is not installed. On Debian and Ubuntu:"
			+ " apt-get install prometheus; or name the program with -Dpromtool.program=";

	private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

	private static final List<String> USUAL_PLACES = List.of("/usr/bin/promtool", "/usr/local/bin/promtool",
			"/opt/homebrew/bin/promtool");

	private Promtool() {
	}

	/**
	 * Finds the program: by the system property {@code promtool.program}, or else in its
	 * usual places.
	 * @return the path, empty if it is not installed
	 */
	public static Optional<Path> program() {
		return Program.find("promtool.program", USUAL_PLACES);
	}

	/**
	 * Runs it.
	 * @param arguments its command and arguments; files with their whole path
	 * @throws IOException if it is not installed, or if it is not content; the message
	 * has its output
	 */
	public static void run(String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(program().orElseThrow(() -> new IOException(HOW_TO_INSTALL)).toString());
		command.addAll(List.of(arguments));
		Path directory = Program.directory("promtool");
		try {
			Program.run(directory, command, LONGEST_RUN);
		}
		finally {
			Program.delete(directory);
		}
	}

}
