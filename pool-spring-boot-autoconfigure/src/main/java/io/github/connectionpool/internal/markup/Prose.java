package io.github.connectionpool.internal.markup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes sentences for people into HTML, with lines of code, properties and SQL set as
 * code. Stateless.
 */
public final class Prose {

	/**
	 * A line of code, a property with its value, or a statement that ends in a bracket.
	 */
	private static final Pattern CODE = Pattern
		.compile("[\\w.$<>-]{1,300}\\.[\\w$<>]{1,100}\\([\\w$. -]{1,100}(?::\\d{1,6})?\\)"
				+ "|\\b(?:connectionpool|spring|management|server)(?:\\.[\\w-]{1,60}){1,8}(?:=[\\w.%-]{0,60}\\w)?"
				+ "|\\b[a-z]{1,40}(?:_[a-z]{1,40}){1,6}\\b");

	/** Before a line that was learned from other borrows. */
	private static final String PROBABLY = "probably ";

	private static final Pattern LINE = Pattern.compile("(.*?)([\\w$<>]+\\.[\\w$<>-]+)(\\(.*\\))");

	private static final Pattern PACKAGE = Pattern
		.compile("\\b(?:[a-z][\\w-]{0,60}\\.){1,12}(?=[A-Z][\\w$]{0,200}\\.[\\w$<>])");

	private Prose() {
	}

	/**
	 * A sentence.
	 * @param html is written to
	 * @param text the sentence
	 */
	public static void write(Html html, String text) {
		Matcher code = CODE.matcher(text);
		int from = 0;
		while (code.find()) {
			html.text(text.substring(from, code.start())).open("code");
			Matcher parts = LINE.matcher(code.group());
			if (parts.matches()) {
				html.element("span", parts.group(1), "class", "pkg").text(parts.group(2) + parts.group(3));
			}
			else {
				html.text(code.group());
			}
			html.close();
			from = code.end();
		}
		html.text(text.substring(from));
	}

	/**
	 * A text whose lines of code and methods have no packages, for narrow places.
	 * @param text the text
	 * @return as {@code borrowed at Orders.find(Orders.java:90)}
	 */
	public static String withoutPackages(String text) {
		return PACKAGE.matcher(text).replaceAll("");
	}

	/**
	 * A line of code, its class and method in bold, package and file softer.
	 * @param html is written to
	 * @param line as {@code com.shop.Orders.find(Orders.java:90)}; another text as it is
	 */
	public static void writeLine(Html html, String line) {
		Matcher parts = LINE.matcher(line);
		html.open("span", "class", "at");
		if (parts.matches()) {
			html.element("span", parts.group(1), "class", "pkg").element("b", parts.group(2)).text(" ");
			html.element("span", parts.group(3).substring(1, parts.group(3).length() - 1), "class", "pkg");
		}
		else {
			html.element("b", line);
		}
		html.close();
	}

	/**
	 * Class and method of a line of code.
	 * @param line as {@code com.shop.Orders.find(Orders.java:90)}
	 * @return as {@code Orders.find}; another text as it is
	 */
	public static String shortLine(String line) {
		Matcher parts = LINE.matcher(line);
		if (!parts.matches()) {
			return line;
		}
		return line.startsWith(PROBABLY) ? PROBABLY + parts.group(2) : parts.group(2);
	}

}
