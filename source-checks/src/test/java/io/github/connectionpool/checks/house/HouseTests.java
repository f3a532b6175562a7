package io.github.connectionpool.checks.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class HouseTests {

	@TempDir
	Path root;

	@BeforeEach
	void aProjectWithReadme() throws IOException {
		write("README.md", "# A\n\nOne two three. Four\nfive six seven.\n");
	}

	@Test
	void aPublicInternalTypeThatOnlyItsPackageUsesIsFound() throws IOException {
		source("internal.a", "Used", "public class Used { }");
		source("internal.a", "Lonely", "public final class Lonely { Used used; }");
		source("internal.b", "User", "import internal.a.Used; class User { }");
		assertThat(row("public types in `internal`").places()).containsExactly("x.internal.a.Lonely");
	}

	@Test
	void aTestOfAnotherPackageNeedsAPublicType() throws IOException {
		source("internal.a", "Used", "public class Used { }");
		write(Project.PUBLISHED + "/src/test/java/UsedTests.java", "package y;\nimport x.internal.a.Used;\n");
		assertThat(row("public types in `internal`").places()).isEmpty();
	}

	@Test
	void aTypeThatAMethodReturnsForAnotherPackageIsNeeded() throws IOException {
		source("internal.a", "Used", "public class Used { public Result result() { return null; } }");
		source("internal.a", "Result", "public class Result { }");
		source("internal.b", "User",
				"import internal.a.Used; class User { int get(Used used) { return used.result().hashCode(); } }");
		assertThat(row("public types in `internal`").places()).isEmpty();
	}

	@Test
	void theBaseOfJdbcObjectsIsCalledByReflection() throws IOException {
		source("internal.a", "Base", "import java.sql.Wrapper; public abstract class Base implements Wrapper { }");
		source("internal.a", "Lonely", "import java.sql.Wrapper; public abstract class Lonely { Wrapper wrapper; }");
		assertThat(row("public types in `internal`").places()).containsExactly("x.internal.a.Lonely");
	}

	@Test
	void theLargestPackageIsNamed() throws IOException {
		source("a", "One", "class One { }");
		source("a", "Two", "class Two { }");
		source("b", "Three", "class Three { }");
		assertThat(row("files in the largest package").places()).containsExactly("x.a (2)");
	}

	@Test
	void aUrlThatIsTakenApartIsFoundButNotInAComment() throws IOException {
		source("a", "One", "class One { boolean is(String url) { return url.startsWith(prefix()); } }");
		source("a", "Two", "class Two { String prefix = \"jdbc:mysql:\"; }");
		source("a", "Three", "class Three { /* \"jdbc:mysql:\" */ String text = \"as jdbc:mysql: does\"; }");
		assertThat(row("places that take a JDBC URL apart").places()).containsExactly("x.a.One", "x.a.Two");
	}

	@Test
	void aDurationThatIsWrittenIsFound() throws IOException {
		source("a", "One", "class One { String text(long a) { return a + \" ms\"; } }");
		source("a", "Two", "class Two { String text(long a) { return a + \" small ones\"; } }");
		assertThat(row("places that write a duration").places()).containsExactly("x.a.One");
	}

	@Test
	void theLongestSentenceGoesOnOverTheEndOfALine() throws IOException {
		source("a", "One", "class One { }");
		assertThat(row("words in the longest sentence").today()).isEqualTo(4);
	}

	@TestFactory
	List<DynamicTest> theProjectKeepsToTheTable() {
		return House.rows(Path.of("..").toAbsolutePath().normalize())
			.stream()
			.map((row) -> DynamicTest.dynamicTest(row.subject(),
					() -> assertThat(row.today()).as("%s: %s", row.subject(), row.places())
						.isLessThanOrEqualTo(row.target())))
			.toList();
	}

	private Row row(String subject) {
		List<Row> rows = House.rows(this.root);
		return rows.stream().filter((row) -> row.subject().startsWith(subject)).findFirst().orElseThrow();
	}

	private void source(String packageName, String type, String code) throws IOException {
		write(Project.PUBLISHED + "/src/main/java/" + type + ".java", "package x." + packageName + ";\n\n"
				+ code.replace("import internal", "import x.internal").replace("; ", ";\n"));
	}

	private void write(String name, String content) throws IOException {
		Path file = this.root.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

}
