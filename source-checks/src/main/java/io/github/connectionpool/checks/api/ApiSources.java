package io.github.connectionpool.checks.api;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;

/**
 * Parses the sources of the API packages with the compiler of the JDK, without compiling
 * them.
 */
final class ApiSources {

	/**
	 * The packages whose public types are promised, below
	 * {@code io.github.connectionpool}.
	 */
	static final List<String> PACKAGES = List.of("", "event", "report", "spi");

	private static final String ROOT = "pool-spring-boot-autoconfigure/src/main/java/io/github/connectionpool";

	private ApiSources() {
	}

	static List<CompilationUnitTree> parse(Path project) {
		List<Path> files = PACKAGES.stream().flatMap((name) -> files(project.resolve(ROOT).resolve(name))).toList();
		return files.isEmpty() ? List.of() : parse(files);
	}

	static List<CompilationUnitTree> parse(List<Path> files) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(new StringWriter(), manager, null, List.of("-proc:none"),
					null, manager.getJavaFileObjectsFromPaths(files));
			List<CompilationUnitTree> units = new ArrayList<>();
			task.parse().forEach(units::add);
			return units;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> files(Path directory) {
		if (!Files.isDirectory(directory)) {
			return Stream.empty();
		}
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> !file.endsWith("package-info.java"))
				.sorted()
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
