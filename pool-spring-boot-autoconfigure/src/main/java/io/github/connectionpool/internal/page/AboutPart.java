package io.github.connectionpool.internal.page;

import io.github.connectionpool.internal.markup.Html;

/**
 * The limits of the monitor itself, and links to JSON and documentation.
 */
final class AboutPart {

	static final String DOCS = "https://github.com/connectionpool/pool-spring-boot/blob/main/docs/";

	static final String BLIND = "Not seen: connections borrowed from the unwrapped pool, calls on an unwrapped driver"
			+ " object, and the end of work on executors that the application does not give to Spring.";

	private AboutPart() {
	}

	static void write(Html html, PagePool pool, PageSettings settings, String json) {
		html.open("footer").open("p").text(BLIND + " ");
		html.text("This page borrows no connection and waits for none. ");
		html.element("a", "Cost of the monitor", "href", DOCS + "cost.md").text(".").close();
		html.open("p").element("a", "JSON of this pool", "href", json).text(" · ");
		html.element("a", "How to read this page", "href", DOCS + "page.md").text(" · ");
		html.element("a", "Findings", "href", DOCS + "findings.md").text(" · ");
		html.element("a", "All properties", "href", DOCS + "properties.md");
		if (!settings.evictable()) {
			html.text(" · Eviction is off: ")
				.element("code", "management.endpoint.connectionpool.access=unrestricted")
				.text(" allows it.");
		}
		html.close().close().newLine();
	}

}
