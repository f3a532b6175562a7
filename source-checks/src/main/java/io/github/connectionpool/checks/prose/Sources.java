package io.github.connectionpool.checks.prose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the texts below a directory: in Java sources, in Markdown and in the descriptions
 * of configuration metadata.
 */
public final class Sources {

	private static final Pattern DESCRIPTION = Pattern
		.compile("\"(?:description|reason)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

	private Sources() {
	}

	/**
	 * Reads the texts.
	 * @param start a directory or a file
	 * @return the texts in the order of the files
	 */
	public static List<SourceText> read(Path start) {
		List<SourceText> texts = new ArrayList<>();
		try (Stream<Path> files = Files.walk(start)) {
			for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				if (file.toString().endsWith(".java")) {
					texts.addAll(JavaTexts.read(file, Files.readString(file)));
				}
				else if (file.toString().endsWith(".md")) {
					texts.addAll(MarkdownTexts.read(file, Files.readString(file)));
				}
				else if (file.toString().endsWith(".json")) {
					texts.addAll(descriptions(file, Files.readString(file)));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return texts;
	}

	private static List<SourceText> descriptions(Path file, String json) {
		List<SourceText> texts = new ArrayList<>();
		Matcher matcher = DESCRIPTION.matcher(json);
		while (matcher.find()) {
			TextBuilder text = new TextBuilder();
			int line = 1 + (int) json.substring(0, matcher.start()).chars().filter((c) -> c == '\n').count();
			text.append(matcher.group(1), line);
			texts.add(text.build(file));
		}
		return texts;
	}

}
