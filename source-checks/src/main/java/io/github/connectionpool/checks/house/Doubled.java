package io.github.connectionpool.checks.house;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Work that one class should do, found by the marks it leaves in the code of others.
 */
final class Doubled {

	/** A literal that starts as a JDBC URL does, or a string method called on a URL. */
	private static final Pattern URL = Pattern
		.compile("\"\\^?(\\([^\"]*)?jdbc:(?!postgresql://(host|localhost|pgbouncer))"
				+ "|\\b(\\w*[uU]rl|getUrl\\(\\)|getURL\\(\\)|url\\(\\))"
				+ "\\.(startsWith|indexOf|lastIndexOf|substring|split|contains|regionMatches|toLowerCase|matches)\\(");

	/** The quote, and the start of a comment: together they read SQL. */
	private static final List<Pattern> SQL = List.of(Pattern.compile("'\\\\''"), Pattern.compile("'\\*'|\"/\\*\""),
			Pattern.compile("'\\$'"));

	/** A value followed by a unit of time in a text. */
	private static final Pattern UNIT = Pattern
		.compile("\\+\\s*\" (ms|s|min|h|µs|minutes|seconds)\\b|%[.\\d]*[dfs] ?(ms|s|min|h)\\b");

	private Doubled() {
	}

	static List<Row> rows(Project project) {
		return List.of(
				Row.count("url", "places that take a JDBC URL apart",
						places(project, (file) -> URL.matcher(file.code()).find()), 1),
				Row.count("lexer", "places that read SQL character by character",
						places(project,
								(file) -> SQL.stream().allMatch((pattern) -> pattern.matcher(file.code()).find())),
						1),
				Row.count("duration", "places that write a duration with its unit",
						places(project, (file) -> UNIT.matcher(file.code()).find()), 1));
	}

	private static List<String> places(Project project, Predicate<JavaFile> condition) {
		return project.main().stream().filter(condition).map(Doubled::place).distinct().toList();
	}

	/** The files that one of these ideas is made of are one place. */
	private static String place(JavaFile file) {
		if (file.packageName().endsWith(".internal.sql") && file.type().startsWith("Jdbc")) {
			return file.packageName() + ".Jdbc…";
		}
		return file.packageName().endsWith(".internal.text") ? file.packageName() : file.qualifiedName();
	}

}
