package io.github.connectionpool.checks.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints the API of the project in the current directory, or writes it to its baseline
 * with {@code --write}.
 */
public final class Api {

	/** The baseline: the API that is promised. */
	static final Path BASELINE = Path.of("pool-spring-boot-autoconfigure/api.txt");

	private Api() {
	}

	static List<String> signatures(Path project) {
		return ApiSignatures.of(ApiSources.parse(project));
	}

	/**
	 * Prints or writes the API.
	 * @param arguments the options
	 * @throws IOException if the baseline cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		Path project = Path.of("").toAbsolutePath();
		String text = String.join("\n", signatures(project)) + "\n";
		if (List.of(arguments).contains("--write")) {
			Files.writeString(project.resolve(BASELINE), text);
		}
		else {
			System.out.print(text);
		}
	}

}
