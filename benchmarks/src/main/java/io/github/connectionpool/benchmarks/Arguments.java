package io.github.connectionpool.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The arguments of the command line. Immutable.
 *
 * @param groups those to measure
 * @param effort how thoroughly
 * @param output where tables are written
 */
record Arguments(List<Group> groups, Effort effort, Path output) {

	private static final String ALL = "all";

	private static final List<String> KNOWN = List.of("--group", "--effort", "--output");

	Arguments {
		groups = List.copyOf(groups);
	}

	/**
	 * Read the command line.
	 * @param groups those there are
	 * @param args as given
	 * @return what they mean
	 */
	static Arguments of(List<Group> groups, String... args) {
		Map<String, String> values = values(args);
		return new Arguments(groups(groups, values.getOrDefault("--group", ALL)),
				effort(values.getOrDefault("--effort", "full")),
				Path.of(values.getOrDefault("--output", "target/benchmarks")));
	}

	/**
	 * The arguments of the command line.
	 * @param groups those there are
	 * @return a few lines
	 */
	static String usage(List<Group> groups) {
		return """
				--group=%s    what to measure, all unless given
				--effort=full|smoke    how thoroughly, full unless given; smoke only shows that it runs
				--output=DIRECTORY    where GROUP.md and GROUP.json are written, target/benchmarks unless given"""
			.formatted(String.join("|", names(groups)));
	}

	private static Map<String, String> values(String... args) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String arg : args) {
			String[] parts = arg.split("=", 2);
			if (parts.length < 2 || !KNOWN.contains(parts[0])) {
				throw new IllegalArgumentException("There is no argument '%s', only %s, each with '=' and a value"
					.formatted(arg, String.join(", ", KNOWN)));
			}
			if (values.put(parts[0], parts[1]) != null) {
				throw new IllegalArgumentException(parts[0] + " can be said once");
			}
		}
		return values;
	}

	private static List<Group> groups(List<Group> groups, String value) {
		List<Group> meant = groups.stream().filter((group) -> value.equals(ALL) || value.equals(group.name())).toList();
		if (meant.isEmpty()) {
			throw wrong("--group", names(groups), value);
		}
		return meant;
	}

	private static Effort effort(String value) {
		return Arrays.stream(Effort.values())
			.filter((effort) -> name(effort).equals(value))
			.findAny()
			.orElseThrow(() -> wrong("--effort", Arrays.stream(Effort.values()).map(Arguments::name).toList(), value));
	}

	private static String name(Effort effort) {
		return effort.name().toLowerCase(Locale.ROOT);
	}

	private static List<String> names(List<Group> groups) {
		return Stream.concat(groups.stream().map(Group::name), Stream.of(ALL)).toList();
	}

	private static IllegalArgumentException wrong(String argument, List<String> allowed, String value) {
		return new IllegalArgumentException(
				"%s has to be one of %s, not '%s'".formatted(argument, String.join(", ", allowed), value));
	}

}
