package io.github.connectionpool.checks.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pages of the repository, but for those that a program writes.
 */
final class Pages {

	static final Path PROJECT = Path.of("..");

	static final Path README = PROJECT.resolve("README.md");

	static final Path MAP = PROJECT.resolve("ARCHITECTURE.md");

	static final Path DOCS = PROJECT.resolve("docs");

	/** The sources of the published module. */
	static final Path SOURCES = PROJECT
		.resolve("pool-spring-boot-autoconfigure/src/main/java/io/github/connectionpool");

	private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");

	private static final List<String> FOREIGN = List.of("target", ".git", "results", "node_modules");

	private Pages() {
	}

	static List<Path> all() {
		try (Stream<Path> files = Files.walk(PROJECT)) {
			return files.filter((file) -> file.toString().endsWith(".md"))
				.filter((file) -> FOREIGN.stream().noneMatch((folder) -> file.toString().contains("/" + folder + "/")))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String withoutCodeBlocks(Path page) {
		return CODE_BLOCK.matcher(text(page)).replaceAll("");
	}

	static String name(Path page) {
		return PROJECT.relativize(page).toString();
	}

}
