package io.github.connectionpool.internal.page;

import java.util.List;
import java.util.Locale;

import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.markup.Prose;
import io.github.connectionpool.report.Finding;

/**
 * Findings, each with its evidence and with the property or code to change.
 */
final class FindingsPart {

	private FindingsPart() {
	}

	static void write(Html html, List<Finding> findings, String title, String id) {
		if (findings.isEmpty()) {
			return;
		}
		html.open("section", "id", id, "aria-labelledby", id + "-h").element("h2", title, "id", id + "-h");
		findings.forEach((finding) -> finding(html, finding));
		html.close().newLine();
	}

	static void finding(Html html, Finding finding) {
		String severity = finding.severity().name().toLowerCase(Locale.ROOT);
		html.open("div", "class", "find").element("span", severity, "class", "sev " + severity).open("p");
		Prose.write(html, finding.evidence());
		html.close().open("p", "class", "fix");
		Prose.write(html, finding.fix());
		html.close().close();
	}

}
