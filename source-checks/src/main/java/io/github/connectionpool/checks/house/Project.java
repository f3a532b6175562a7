package io.github.connectionpool.checks.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the project.
 *
 * @param root the root directory
 * @param main the main sources of the published module
 * @param all the sources of all modules, tests included
 */
record Project(Path root, List<JavaFile> main, List<JavaFile> all) {

	static final String PUBLISHED = "pool-spring-boot-autoconfigure";

	static Project read(Path root) {
		try (Stream<Path> modules = Files.list(root)) {
			List<JavaFile> all = modules.map((module) -> module.resolve("src"))
				.filter(Files::isDirectory)
				.sorted()
				.flatMap(Project::sources)
				.toList();
			Path main = root.resolve(PUBLISHED).resolve("src/main");
			return new Project(root, all.stream().filter((file) -> file.path().startsWith(main)).toList(), all);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<JavaFile> sources(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> !file.endsWith("package-info.java"))
				.sorted()
				.map(JavaFile::read)
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String document(String name) {
		Path file = this.root.resolve(name);
		try {
			return Files.exists(file) ? Files.readString(file) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
