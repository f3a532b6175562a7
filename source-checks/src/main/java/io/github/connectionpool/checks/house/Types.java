package io.github.connectionpool.checks.house;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Visibility and package sizes of the published module.
 */
final class Types {

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
			.filter((file) -> file.isPublic() && file.isInternal() && !isUsedElsewhere(file, project.all()))
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
		return List.of(Row.count("public types outside `internal`", open, 45),
				Row.count("public types in `internal` that only their own package uses", needless, 0),
				new Row("files in the largest package", largest, 20, large));
	}

	/** An import, or the qualified name, in a file of another package. */
	private static boolean isUsedElsewhere(JavaFile type, List<JavaFile> all) {
		return all.stream()
			.filter((file) -> !file.packageName().equals(type.packageName()))
			.anyMatch((file) -> file.code().contains(type.qualifiedName() + ";")
					|| file.code().contains(type.qualifiedName() + "."));
	}

}
