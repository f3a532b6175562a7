package io.github.connectionpool.checks.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java source file.
 *
 * @param path the path
 * @param packageName the package it declares
 * @param type the name of its top-level type
 * @param code the source without comments
 */
record JavaFile(Path path, String packageName, String type, String code) {

	private static final Pattern TOKEN = Pattern
		.compile("(\"\"\"(?:[^\\\\\"]|\\\\.|\"(?!\"\"))*+\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*+\""
				+ "|'(?:[^'\\\\\\n]|\\\\.)*+')|//[^\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/");

	private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

	private static final Pattern PUBLIC = Pattern
		.compile("(?m)^public\\s+(?:[\\w-]+\\s+)*(?:class|interface|record|enum|@interface)\\s+(\\w+)");

	static JavaFile read(Path path) {
		try {
			String code = TOKEN.matcher(Files.readString(path))
				.replaceAll((token) -> (token.group(1) != null) ? Matcher.quoteReplacement(token.group(1)) : " ");
			Matcher declaration = PACKAGE.matcher(code);
			String name = path.getFileName().toString();
			return new JavaFile(path, declaration.find() ? declaration.group(1) : "",
					name.substring(0, name.length() - ".java".length()), code);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isPublic() {
		return PUBLIC.matcher(this.code).find();
	}

	boolean isInternal() {
		return this.packageName.contains(".internal");
	}

	boolean isTest() {
		return this.path.toString().replace('\\', '/').contains("/src/test/");
	}

	boolean names(JavaFile other) {
		return this.code.contains(other.qualifiedName() + ";") || this.code.contains(other.qualifiedName() + ".");
	}

	String qualifiedName() {
		return this.packageName + "." + this.type;
	}

}
