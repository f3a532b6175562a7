package io.github.connectionpool.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The properties that an IDE completes are those that the page on properties describes,
 * with the same defaults.
 */
class ConfigurationMetadataTests {

	private static final Path PAGE = Path.of("..", "docs", "properties.md");

	/** A row of the page's table: {@code | `property` | `default` | what it does |}. */
	private static final Pattern ROW = Pattern
		.compile("^\\| `((?:connectionpool|management)[a-z.-]+)` \\| (?:`([^`]*)`|–|[^|]*) \\|", Pattern.MULTILINE);

	@Test
	void everyPropertyHasADescription() throws IOException {
		assertThat(properties())
			.allSatisfy((property) -> assertThat((String) property.get("description")).as(name(property)).isNotBlank());
	}

	@Test
	void pageDescribesEveryPropertyWithItsDefault() throws IOException {
		Map<String, String> described = new TreeMap<>();
		Matcher rows = ROW.matcher(Files.readString(PAGE));
		while (rows.find()) {
			described.put(rows.group(1), String.valueOf(rows.group(2)));
		}
		Map<String, String> real = new TreeMap<>();
		for (Map<String, Object> property : properties()) {
			real.put(name(property), String.valueOf(property.get("defaultValue")));
		}
		assertThat(described).isEqualTo(real);
	}

	@Test
	void hintsNamePropertiesThatExist() throws IOException {
		List<String> hinted = JsonPath.read(metadata(), "$.hints[*].name");
		assertThat(hinted).isNotEmpty();
		assertThat(properties()).extracting(ConfigurationMetadataTests::name).containsAll(hinted);
	}

	static Stream<String> names() throws IOException {
		return properties().stream().map(ConfigurationMetadataTests::name);
	}

	private static List<Map<String, Object>> properties() throws IOException {
		return JsonPath.read(metadata(), "$.properties");
	}

	private static String name(Map<String, Object> property) {
		return (String) Objects.requireNonNull(property.get("name"));
	}

	/** Beside the class: the tests have metadata of their own. */
	private static String metadata() throws IOException {
		URL classes = ConnectionPoolProperties.class.getProtectionDomain().getCodeSource().getLocation();
		return Files
			.readString(Path.of(URI.create(classes.toString())).resolve("META-INF/spring-configuration-metadata.json"));
	}

}
