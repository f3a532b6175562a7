package io.github.connectionpool.answers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The answers of this directory's files. With {@code -Danswers.record=true} they are
 * written instead of compared.
 */
final class Recorded {

	private static final Path DIRECTORY = Path.of("src", "test", "resources", "answers");

	private static final boolean RECORD = Boolean.getBoolean("answers.record");

	private Recorded() {
	}

	/**
	 * Waits for the recorded answer: verdicts take their time, and so does a server.
	 * @param file name of the file
	 * @param answer asks for the answer, masked
	 */
	static void matches(String file, Supplier<String> answer) {
		Path path = DIRECTORY.resolve(file);
		if (RECORD) {
			write(path, settled(answer));
		}
		String recorded = read(path);
		TestPools.await().untilAsserted(() -> assertThat(answer.get()).as(file).isEqualTo(recorded));
	}

	/** Unchanged for six seconds, longer than any verdict of these applications takes. */
	private static String settled(Supplier<String> answer) {
		AtomicReference<@Nullable String> last = new AtomicReference<>();
		return TestPools.await().during(Duration.ofSeconds(6)).until(() -> {
			String now = answer.get();
			return now.equals(last.getAndSet(now)) ? now : "";
		}, (now) -> !now.isEmpty());
	}

	private static void write(Path path, String text) {
		try {
			Files.createDirectories(DIRECTORY);
			Files.writeString(path, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path path) {
		try {
			return Files.readString(path).replace("\r\n", "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
