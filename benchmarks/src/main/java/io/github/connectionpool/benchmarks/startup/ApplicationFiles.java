package io.github.connectionpool.benchmarks.startup;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;

import org.springframework.util.FileSystemUtils;

import io.github.connectionpool.autoconfigure.ConnectionPoolAutoConfiguration;

/**
 * The files of a small web application on H2: what the dependencies on Spring Boot's
 * starters for web, JDBC and the actuator bring, and the starter's jar or not.
 */
final class ApplicationFiles implements AutoCloseable {

	/** How the names of the libraries' files begin. */
	private static final List<String> LIBRARIES = List.of("spring-", "micrometer-", "HikariCP-", "h2-", "tomcat-embed-",
			"jackson-", "logback-", "log4j-", "jul-to-slf4j-", "slf4j-api-", "commons-logging-", "jakarta.annotation-",
			"snakeyaml-", "jspecify-");

	private static final List<String> NOT_OF_APPLICATIONS = List.of("spring-test-", "spring-boot-test-",
			"spring-boot-starter-test-", "micrometer-tracing-bridge-");

	private final Path folder;

	private final List<String> without = new ArrayList<>();

	private final String starter;

	ApplicationFiles() throws IOException, URISyntaxException {
		this.folder = Files.createTempDirectory("application");
		copy(StartedApplication.class);
		this.without.add(this.folder.toString());
		this.without.addAll(libraries(System.getProperty("java.class.path")));
		this.starter = starter();
	}

	/** Those on a class path that applications have, too. */
	static List<String> libraries(String classPath) {
		return Arrays.stream(classPath.split(File.pathSeparator)).filter((entry) -> {
			String name = Path.of(entry).getFileName().toString();
			return LIBRARIES.stream().anyMatch(name::startsWith)
					&& NOT_OF_APPLICATIONS.stream().noneMatch(name::startsWith);
		}).toList();
	}

	private void copy(Class<?> type) throws IOException {
		String name = type.getName().replace('.', '/') + ".class";
		Path file = this.folder.resolve(name);
		Files.createDirectories(Objects.requireNonNull(file.getParent()));
		try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
			Files.copy(Objects.requireNonNull(bytes), file);
		}
	}

	/** As a jar, as applications have it, also where it was just compiled. */
	private String starter() throws URISyntaxException {
		Path location = Path
			.of(ConnectionPoolAutoConfiguration.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		if (!Files.isDirectory(location)) {
			return location.toString();
		}
		String jar = this.folder.resolve("starter.jar").toString();
		ToolProvider tool = ToolProvider.findFirst("jar")
			.orElseThrow(() -> new IllegalStateException("This needs the jar tool of a JDK"));
		PrintWriter silent = new PrintWriter(PrintWriter.nullWriter());
		if (tool.run(silent, silent, "--create", "--file", jar, "-C", location.toString(), ".") != 0) {
			throw new IllegalStateException("The starter cannot be packed from " + location);
		}
		return jar;
	}

	String classPath(boolean withStarter) {
		List<String> entries = new ArrayList<>(this.without);
		if (withStarter) {
			entries.add(this.starter);
		}
		return String.join(File.pathSeparator, entries);
	}

	@Override
	public void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
