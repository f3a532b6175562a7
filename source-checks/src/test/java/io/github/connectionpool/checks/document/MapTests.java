package io.github.connectionpool.checks.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The map and the decisions name packages and types that there are.
 */
class MapTests {

	/** A type in code, maybe with its package before it and a member after it. */
	private static final Pattern TYPE = Pattern.compile("`(?:[a-z]+\\.)*([A-Z][a-z]\\w*)(?:\\.\\w+)?(?:\\([^`]*\\))?`");

	private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|record|enum|interface) ([A-Z]\\w+)");

	private static final Pattern PACKAGE = Pattern.compile("`([a-z.]+)`");

	/** Types of the JDK, of Spring and of libraries that decisions are about. */
	private static final Set<String> FOREIGN = Set.of("Array", "Blob", "ClassUtils", "Clob",
			"ConfigurableTransactionManager", "DatabaseMetaData", "DelegatingDataSource", "DelegatingPreparedStatement",
			"HealthEndpointProperties", "JdbcProperties", "JdbcTemplate", "LongAdder", "ObservationHandler",
			"ParameterMetaData", "Ref", "ResultSetMetaData", "StackWalker", "Struct", "System", "TargetClassAware",
			"TaskDecorator", "Thread", "ThreadMXBean", "Throwable", "Timer");

	@Test
	void everyPackageIsOnTheMap() throws IOException {
		assertThat(packagesOnTheMap()).containsExactlyInAnyOrderElementsOf(packages());
	}

	@Test
	void everyTypeThatTheMapOrADecisionNamesExists() throws IOException {
		Set<String> types = types();
		for (Path page : Pages.all()) {
			if (page.equals(Pages.MAP) || page.startsWith(Pages.DOCS.resolve("decisions"))) {
				assertThat(TYPE.matcher(Pages.withoutCodeBlocks(page)).results().map((type) -> type.group(1)))
					.as(Pages.name(page))
					.filteredOn((type) -> !types.contains(type) && !FOREIGN.contains(type))
					.isEmpty();
			}
		}
	}

	/** A name that begins with a point is a neighbour of the last one. */
	private static List<String> packagesOnTheMap() {
		List<String> packages = new ArrayList<>();
		String map = Pages.text(Pages.MAP);
		String table = map.substring(map.indexOf("## The packages"), map.indexOf("## The path"));
		String last = "";
		for (String row : table.lines().filter((line) -> line.startsWith("| `")).toList()) {
			for (MatchResult cell : PACKAGE.matcher(row.substring(0, row.indexOf('|', 1))).results().toList()) {
				String name = cell.group(1);
				last = name.startsWith(".") ? last.substring(0, last.lastIndexOf('.')) + name : name;
				packages.add(last);
			}
		}
		return packages;
	}

	/** All but the root. */
	private static List<String> packages() throws IOException {
		try (Stream<Path> files = Files.walk(Pages.SOURCES)) {
			return files.filter((file) -> file.endsWith("package-info.java"))
				.map((file) -> Pages.SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
				.filter((name) -> !name.isEmpty())
				.toList();
		}
	}

	/** The names of the types of all modules, with those inside of others. */
	private static Set<String> types() throws IOException {
		Set<String> types = new TreeSet<>();
		try (Stream<Path> files = Files.walk(Pages.PROJECT)) {
			files.filter((file) -> file.toString().matches(".*/src/.*\\.java"))
				.flatMap((file) -> DECLARATION.matcher(Pages.text(file)).results())
				.map((type) -> type.group(1))
				.forEach(types::add);
		}
		return types;
	}

}
