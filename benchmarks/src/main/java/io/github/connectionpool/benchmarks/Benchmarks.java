package io.github.connectionpool.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.benchmarks.result.GroupResult;
import io.github.connectionpool.benchmarks.result.Json;
import io.github.connectionpool.benchmarks.result.Markdown;
import io.github.connectionpool.benchmarks.result.Target;

/**
 * The command: measures one group after the other, writes the tables, and fails if a
 * target was missed.
 */
public final class Benchmarks {

	private final Arguments arguments;

	private final PrintStream out;

	Benchmarks(Arguments arguments, PrintStream out) {
		this.arguments = arguments;
		this.out = out;
	}

	public static void main(String[] args) throws Exception {
		List<Group> groups = Groups.all();
		Arguments arguments;
		try {
			arguments = Arguments.of(groups, args);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + "\n" + Arguments.usage(groups));
			System.exit(2);
			return;
		}
		boolean reached = new Benchmarks(arguments, System.out).run();
		// threads of the measured pools must not keep the JVM
		System.exit(reached ? 0 : 1);
	}

	boolean run() throws Exception {
		boolean reached = true;
		for (Group group : this.arguments.groups()) {
			Surroundings surroundings = new Surroundings(this.arguments.effort());
			GroupResult result = group.measure(this.arguments.effort(),
					(text) -> this.out.println(group.name() + ": " + text));
			write(group, result, surroundings.describe());
			result.targets().forEach((target) -> this.out.println(group.name() + ": " + target.sentence()));
			reached &= result.targets().stream().allMatch(Target::reached);
		}
		this.out.println("The tables are in " + this.arguments.output().toAbsolutePath());
		return reached;
	}

	private void write(Group group, GroupResult result, Map<String, String> machine) throws IOException {
		Files.createDirectories(this.arguments.output());
		Files.writeString(this.arguments.output().resolve(group.name() + ".md"), Markdown.of(machine, result));
		Files.writeString(this.arguments.output().resolve(group.name() + ".json"), Json.of(machine, result));
	}

}
