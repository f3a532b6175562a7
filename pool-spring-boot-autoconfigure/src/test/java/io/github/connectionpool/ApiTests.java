package io.github.connectionpool;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.event.CheckoutLeaked;
import io.github.connectionpool.report.Verdict;
import io.github.connectionpool.spi.PoolProduct;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the signatures of the API with those in {@code api.txt}. docs/api.md says
 * which changes are allowed. A change of the API changes the file in the same commit: the
 * test writes the signatures of today to {@code target/api.txt}.
 */
@Tag("any-jdk")
class ApiTests {

	/** A type of each package, to find the others. */
	private static final List<Class<?>> PACKAGES = List.of(UnitOfWork.class, CheckoutLeaked.class, Verdict.class,
			PoolProduct.class);

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Pattern SINCE = Pattern.compile("(?m)^ \\* @since \\d+\\.\\d+\\.\\d+$");

	@Test
	void signaturesAreThoseThatWereRecorded() throws IOException {
		Set<String> signatures = types().stream()
			.flatMap(ApiSignatures::of)
			.collect(Collectors.toCollection(TreeSet::new));
		Files.write(Path.of("target/api.txt"), signatures);
		Set<String> recorded = recorded();
		assertThat(minus(recorded, signatures)).as("signatures that the API has lost: see docs/api.md").isEmpty();
		assertThat(minus(signatures, recorded)).as("new signatures: copy target/api.txt to src/test/resources")
			.isEmpty();
	}

	@Test
	void everyTypeSaysSinceWhenItIsThere() throws IOException {
		for (Class<?> type : types()) {
			assertThat(Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"))).as(type.getName())
				.containsPattern(SINCE);
		}
	}

	@Test
	void aSignatureTellsWhatUsersCompileAgainst() {
		assertThat(ApiSignatures.of(Planted.class)).containsExactlyInAnyOrder(
				Planted.class.getName() + " : interface of [java.lang.Runnable]",
				Planted.class.getName()
						+ "#required(int) throws java.io.IOException abstract @Nullable java.lang.String",
				Planted.class.getName() + "#optional(@Nullable java.util.List<java.lang.String>) default void",
				Planted.Kind.class.getName() + " : enum of [java.lang.Enum<" + Planted.Kind.class.getName() + ">]",
				Planted.Kind.class.getName() + "#ONE constant " + Planted.Kind.class.getName(),
				Planted.Kind.class.getName() + "#values() static " + Planted.Kind.class.getName() + "[]",
				Planted.Kind.class.getName() + "#valueOf(java.lang.String) static " + Planted.Kind.class.getName());
	}

	private static Set<String> minus(Set<String> some, Set<String> others) {
		Set<String> rest = new TreeSet<>(some);
		rest.removeAll(others);
		return rest;
	}

	private static Set<String> recorded() throws IOException {
		try (InputStream api = ApiTests.class.getResourceAsStream("/api.txt")) {
			return new String(Objects.requireNonNull(api, "api.txt is missing").readAllBytes(), StandardCharsets.UTF_8)
				.lines()
				.collect(Collectors.toCollection(TreeSet::new));
		}
	}

	/** The public types of the API, without those within them. */
	private static List<Class<?>> types() throws IOException {
		List<Class<?>> types = new ArrayList<>();
		for (Class<?> neighbour : PACKAGES) {
			String name = neighbour.getPackageName();
			try (Stream<Path> files = Files.list(SOURCES.resolve(name.replace('.', '/')))) {
				files.map((file) -> file.getFileName().toString())
					.filter((file) -> file.endsWith(".java") && !file.equals("package-info.java"))
					.map((file) -> type(name + "." + file.substring(0, file.length() - ".java".length())))
					.filter((type) -> Modifier.isPublic(type.getModifiers()))
					.forEach(types::add);
			}
		}
		return types;
	}

	private static Class<?> type(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What a change may be made of. */
	public interface Planted extends Runnable {

		@Nullable String required(int number) throws IOException;

		default void optional(@Nullable List<String> texts) {
		}

		/** An enumeration within. */
		enum Kind {

			ONE

		}

	}

}
