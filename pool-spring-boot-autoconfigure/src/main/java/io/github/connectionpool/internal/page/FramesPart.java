package io.github.connectionpool.internal.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.markup.Html;

/**
 * A stack as text that can be selected and copied: the frames of the application, with
 * the others folded. A stack that was written before is referred to. One for each page.
 */
final class FramesPart {

	private static final int WITHOUT_APPLICATION = 3;

	private final Predicate<StackTraceElement> ofApplication;

	/** The checkout at which each stack was written. */
	private final Map<List<StackTraceElement>, String> written = new HashMap<>();

	FramesPart(Predicate<StackTraceElement> ofApplication) {
		this.ofApplication = ofApplication;
	}

	void write(Html html, String title, List<StackTraceElement> stack, String id) {
		if (stack.isEmpty()) {
			return;
		}
		String before = this.written.putIfAbsent(stack, id);
		html.open("div", "class", "stack").element("h4", title);
		if (before != null && !before.equals(id)) {
			html.open("p", "class", "soft").text("as of ").element("a", before, "href", "#c-" + before).close().close();
			return;
		}
		html.open("pre", "tabindex", "0");
		folded(html, stack);
		html.close();
		html.open("details", "class", "whole")
			.element("summary", "all " + stack.size() + " frames")
			.open("pre", "tabindex", "0");
		stack.forEach((frame) -> html.line(CallSites.describe(frame)));
		html.close().close().close();
	}

	private void folded(Html html, List<StackTraceElement> stack) {
		boolean none = stack.stream().noneMatch(this.ofApplication);
		int skipped = 0;
		for (int i = 0; i < stack.size(); i++) {
			StackTraceElement frame = stack.get(i);
			if (none ? i < WITHOUT_APPLICATION : this.ofApplication.test(frame)) {
				skipped(html, skipped);
				skipped = 0;
				html.element("b", CallSites.describe(frame)).newLine();
			}
			else {
				skipped++;
			}
		}
		skipped(html, skipped);
	}

	private static void skipped(Html html, int skipped) {
		if (skipped > 0) {
			html.element("span",
					"  … " + skipped + ((skipped == 1) ? " frame" : " frames") + " of libraries and the JDK", "class",
					"soft")
				.newLine();
		}
	}

}
