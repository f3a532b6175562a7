package io.github.connectionpool.test;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.shop.PlainCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The extension works with JUnit 5, which the build has copied to a directory.
 */
class JUnit5Tests {

	private static final Path JUNIT5 = Path.of("target", "junit5");

	private final ClassLoader usual = Thread.currentThread().getContextClassLoader();

	@BeforeEach
	void waitForAMoment() {
		System.setProperty(Wait.PROPERTY, "50ms");
	}

	@AfterEach
	void asUsual() {
		System.clearProperty(Wait.PROPERTY);
		Thread.currentThread().setContextClassLoader(this.usual);
	}

	@Test
	void theExtensionChecksTestsOfJUnit5() throws Exception {
		try (URLClassLoader loader = new URLClassLoader(urls().toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			assertThat(loader.loadClass(Test.class.getName()).getProtectionDomain().getCodeSource().getLocation())
				.asString()
				.contains("junit5/junit-jupiter-api-5.");
			Thread.currentThread().setContextClassLoader(loader);
			Method texts = loader.loadClass(Launched.class.getName()).getDeclaredMethod("texts", String.class);
			texts.setAccessible(true);
			@SuppressWarnings("unchecked")
			Map<String, String> results = (Map<String, String>) texts.invoke(null, PlainCases.class.getName());
			assertThat(results).hasSize(4).containsEntry("healthy", "");
			assertThat(results.get("leaking")).startsWith(OpenConnectionsError.class.getName())
				.contains("The test PlainCases.leaking() has ended with 1 connection still borrowed:")
				.contains("at com.shop.PlainCases.leaking(PlainCases.java:");
			assertThat(results.get("nested")).contains("has had 2 connections at once");
		}
	}

	/** The class path with JUnit 5 in place of 6. */
	private static List<URL> urls() throws IOException {
		List<URL> urls = new ArrayList<>();
		try (Stream<Path> jars = Files.list(JUNIT5)) {
			for (Path jar : jars.sorted().toList()) {
				urls.add(url(jar));
			}
		}
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
			if (!Path.of(entry).getFileName().toString().startsWith("junit-")) {
				urls.add(url(Path.of(entry)));
			}
		}
		return urls;
	}

	private static URL url(Path path) throws MalformedURLException {
		return path.toUri().toURL();
	}

}
