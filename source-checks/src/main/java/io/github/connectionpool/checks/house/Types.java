package io.github.connectionpool.checks.house;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Visibility and package sizes of the published module.
 */
final class Types {

	/**
	 * Applications get these as JDBC objects, and some call them by reflection, which
	 * also refuses a method that a class inherits from one that is not public.
	 */
	private static final Pattern JDBC = Pattern.compile(
			"import java\\.sql\\.[^;]*;[\\s\\S]*\\n(public )?(final |abstract )?class \\w+[^{]* implements (Connection"
					+ "|ConnectionBuilder|Statement|PreparedStatement|CallableStatement|ResultSet|DatabaseMetaData"
					+ "|Wrapper)\\b");

	private Types() {
	}

	static List<Row> rows(Project project) {
		List<String> open = project.main()
			.stream()
			.filter((file) -> file.isPublic() && !file.isInternal())
			.map(JavaFile::qualifiedName)
			.toList();
		List<String> needless = project.main()
			.stream()
			.filter((file) -> file.isPublic() && file.isInternal() && !JDBC.matcher(file.code()).find())
			.filter((file) -> !isUsedElsewhere(file, project.all()))
			.map(JavaFile::qualifiedName)
			.toList();
		Map<String, Integer> sizes = new TreeMap<>();
		project.main().forEach((file) -> sizes.merge(file.packageName(), 1, Integer::sum));
		int largest = sizes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
		List<String> large = sizes.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == largest)
			.map((entry) -> entry.getKey() + " (" + entry.getValue() + ")")
			.toList();
		return List.of(Row.count("public", "public types outside `internal`", open, 45),
				Row.count("needless", "public types in `internal` that only their own package uses", needless, 0),
				new Row("package", "files in the largest package", largest, 20, large));
	}

	/**
	 * Whether a file of another package names the type, or calls a method on it that one
	 * of its neighbours returns.
	 */
	private static boolean isUsedElsewhere(JavaFile type, List<JavaFile> all) {
		List<JavaFile> others = all.stream().filter((file) -> !file.packageName().equals(type.packageName())).toList();
		if (others.stream().anyMatch((file) -> file.names(type))) {
			return true;
		}
		Pattern returning = Pattern.compile("\\bpublic [^=;(){}]*\\b" + type.type() + "\\b[^=;(){}]* (\\w+)\\(");
		return all.stream()
			.filter((file) -> file.packageName().equals(type.packageName()) && !file.isTest())
			.flatMap((file) -> returning.matcher(file.code()).results())
			.map((method) -> Pattern
				.compile("\\." + method.group(1) + "\\([^()]*\\)\\s*\\.|::" + method.group(1) + "\\b"))
			.anyMatch((call) -> others.stream().anyMatch((file) -> call.matcher(file.code()).find()));
	}

}
