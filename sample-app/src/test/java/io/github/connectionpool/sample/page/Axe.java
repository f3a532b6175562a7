package io.github.connectionpool.sample.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.connectionpool.testsupport.browser.BrowserTab;

/**
 * The accessibility checker axe-core.
 */
final class Axe {

	private static final String SCRIPT = "/axe.min.js";

	private static final String RUN = """
			axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations
			  .filter((each) => each.impact === "serious" || each.impact === "critical")
			  .flatMap((each) => each.nodes.map((node) => each.id + ": " + node.html + " " + node.failureSummary)))
			""";

	private Axe() {
	}

	/** The serious and the critical faults of a page as it stands. */
	static List<String> faults(BrowserTab tab) throws IOException {
		try (InputStream script = Axe.class.getResourceAsStream(SCRIPT)) {
			tab.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8) + "; 0");
		}
		List<String> faults = new ArrayList<>();
		tab.evaluate(RUN).forEach((fault) -> faults.add(fault.asString()));
		return faults;
	}

}
