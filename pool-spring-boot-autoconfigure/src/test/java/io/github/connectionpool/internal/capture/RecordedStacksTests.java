package io.github.connectionpool.internal.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The call sites of stacks that were recorded from frameworks, one file each in
 * {@code src/test/resources/stacks}. The first two lines of a file say what is right.
 */
class RecordedStacksTests {

	private static final Path STACKS = Path.of("src/test/resources/stacks");

	private static final Pattern FRAME = Pattern.compile("([^(]+)\\.([^.(]+)\\((.*)\\)");

	@ParameterizedTest
	@MethodSource("files")
	void theCallSiteIsTheApplicationsLineOrNamesTheComponent(Path file) throws IOException {
		assertThat(found(file, List.of("com.shop"))).isEqualTo(expected(file));
	}

	@ParameterizedTest
	@MethodSource("files")
	void thePackagesOfTheApplicationNeedNotBeKnown(Path file) throws IOException {
		assertThat(found(file, List.of())).isEqualTo(expected(file));
	}

	private static List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(STACKS)) {
			List<Path> all = files.sorted().toList();
			assertThat(all).hasSizeGreaterThan(70);
			return all;
		}
	}

	private static String expected(Path file) throws IOException {
		List<String> lines = Files.readAllLines(file);
		return head(lines.get(0), "# call site: ") + ", " + head(lines.get(1), "# component: ");
	}

	private static String head(String line, String name) {
		assertThat(line).startsWith(name);
		return line.substring(name.length());
	}

	private static String found(Path file, List<String> packages) throws IOException {
		StackTraceElement[] frames = Files.readAllLines(file)
			.stream()
			.skip(2)
			.map(RecordedStacksTests::frame)
			.toArray(StackTraceElement[]::new);
		CallSite site = new CallSites(packages).locate(frames);
		return (site != null) ? site.text() + ", " + ((site.component() != null) ? site.component() : "none")
				: "none, none";
	}

	private static StackTraceElement frame(String line) {
		Matcher frame = FRAME.matcher(line);
		assertThat(frame.matches()).as(line).isTrue();
		String place = frame.group(3);
		int colon = place.lastIndexOf(':');
		String file = place.equals("Unknown Source") ? null : (colon >= 0) ? place.substring(0, colon) : place;
		int number = (colon >= 0) ? Integer.parseInt(place.substring(colon + 1))
				: place.equals("Native Method") ? -2 : -1;
		return element(frame.group(1), frame.group(2), file, number);
	}

	private static StackTraceElement element(String type, String method, @Nullable String file, int line) {
		return new StackTraceElement(type, method, file, line);
	}

}
