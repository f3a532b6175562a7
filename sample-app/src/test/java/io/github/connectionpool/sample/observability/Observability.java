package io.github.connectionpool.sample.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.Yaml;

/**
 * The files of the directory {@code observability}, and the page that lists the meters.
 */
final class Observability {

	static final Path DIRECTORY = Path.of("../observability");

	static final Path RULES = DIRECTORY.resolve("prometheus/connectionpool-rules.yml");

	static final Path RULE_TESTS = DIRECTORY.resolve("prometheus/connectionpool-rules-test.yml");

	static final Path RUNBOOKS = Path.of("../docs/runbooks");

	private static final Path METERS = Path.of("../docs/prometheus.md");

	private static final Pattern SERIES = Pattern.compile("\\bconnectionpool_[a-z_]+");

	private Observability() {
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Object yaml(Path file) {
		return new Yaml().load(text(file));
	}

	/** The names of the project's time series that an expression needs. */
	static Set<String> series(String expression) {
		return SERIES.matcher(expression).results().map((match) -> match.group()).collect(Collectors.toSet());
	}

	/** The names of the project's time series that are on the page. */
	static Set<String> documentedSeries() {
		Set<String> documented = series(text(METERS));
		Matcher counts = Pattern.compile("`(connectionpool_[a-z_]+)_count`, `_sum`").matcher(text(METERS));
		while (counts.find()) {
			documented.add(counts.group(1) + "_sum");
		}
		return documented;
	}

}
