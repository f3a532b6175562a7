package io.github.connectionpool.checks.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ApiSignaturesTests {

	private final Path directory;

	ApiSignaturesTests(@TempDir Path directory) {
		this.directory = directory;
	}

	@Test
	void publicAndProtectedMembersAreWritten() throws IOException {
		assertThat(read("""
				public abstract class A<T extends Number> extends Base implements Runnable, Closeable {
					static final int HIDDEN = 1;
					public static final String SHOWN = "a";
					protected A(int one) { }
					public abstract @Nullable T first(@Nullable String a, List<? extends T> b) throws IOException;
					public <S> S second(S... s) { return null; }
					void third() { }
				}""")).containsExactly("x.A#<S> S second(S...)",
				"x.A#abstract @Nullable T first(@Nullable String, List<? extends T>) throws IOException",
				"x.A#protected new A(int)", "x.A#static final String SHOWN",
				"x.A: abstract class<T extends Number> extends Base implements Runnable, Closeable");
	}

	@Test
	void theComponentsOfARecordAreWrittenInTheirOrder() throws IOException {
		assertThat(read("public record R(String name, @Nullable Duration held) { public R { } }")).containsExactly(
				"x.R#@Nullable Duration held()", "x.R#String name()",
				"x.R: record(String name, @Nullable Duration held)");
	}

	@Test
	void constantsAndMembersOfInterfacesArePublic() throws IOException {
		assertThat(read("public enum E { ONE, TWO { }; private int a; }")).containsExactly("x.E#constant ONE",
				"x.E#constant TWO", "x.E: enum");
		assertThat(read(
				"public interface I { int A = 1; void b(); default int c() { return d(); } private int d() { return 1; } "
						+ "enum E { F } }"))
			.containsExactly("x.I#default int c()", "x.I#int A", "x.I#void b()", "x.I.E#constant F", "x.I.E: enum",
					"x.I: interface");
	}

	@Test
	void typesOfAPackageAreNotWritten() throws IOException {
		assertThat(read("class A { public int a; }")).isEmpty();
	}

	private List<String> read(String source) throws IOException {
		Path file = this.directory.resolve("A" + source.hashCode() + ".java");
		Files.writeString(file, "package x;\n" + source);
		return ApiSignatures.of(ApiSources.parse(List.of(file)));
	}

}
