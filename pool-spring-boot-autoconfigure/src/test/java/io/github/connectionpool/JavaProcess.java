package io.github.connectionpool;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.NullMarked;

/**
 * A main class of the tests in a JVM of its own, where no other test's garbage, threads
 * or heap has a part.
 */
@NullMarked
public final class JavaProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private JavaProcess(Process process) {
		this.process = process;
		this.output = process.inputReader();
	}

	/** Starts it with the JVM and the class path that the tests have. */
	public static JavaProcess start(Class<?> main, List<String> jvm, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
		command.addAll(jvm);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(arguments);
		return new JavaProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	/** What it prints after some words at the beginning of a line. */
	public String awaitLine(String words) throws IOException {
		StringBuilder said = new StringBuilder();
		for (String line; (line = this.output.readLine()) != null;) {
			if (line.startsWith(words)) {
				return line.substring(words.length());
			}
			said.append(line).append(System.lineSeparator());
		}
		throw new IllegalStateException("It ended without the words '" + words + "': " + said);
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
