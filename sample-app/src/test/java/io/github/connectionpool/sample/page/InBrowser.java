package io.github.connectionpool.sample.page;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.connectionpool.testsupport.ChromiumBrowser;
import io.github.connectionpool.testsupport.browser.BrowserTab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests with a tab of a real browser. Each also asserts that the browser reports no
 * error, no violation of a policy and no request to another host.
 */
@Tag("measured")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {

	@LocalServerPort
	int port;

	BrowserTab tab;

	private ChromiumBrowser browser;

	@BeforeAll
	void startTheBrowser() throws IOException {
		assumeTrue(ChromiumBrowser.program().isPresent(), ChromiumBrowser.HOW_TO_INSTALL);
		this.browser = ChromiumBrowser.start();
	}

	@BeforeEach
	void openATab() throws IOException {
		this.tab = BrowserTab.in(this.browser);
	}

	@AfterEach
	void theBrowserReportsNothing() {
		assertThat(this.tab.problems()).allMatch(this::isExpected);
		assertThat(this.tab.requests()).isNotEmpty()
			.allSatisfy(
					(address) -> assertThat(address).matches("(http://localhost:" + this.port + "/|data:,|about:).*"));
		this.tab.close();
	}

	@AfterAll
	void stopTheBrowser() {
		if (this.browser != null) {
			this.browser.close();
		}
	}

	/** Whether a test causes what the browser reports. */
	boolean isExpected(String problem) {
		return false;
	}

	String address() {
		return "http://localhost:" + this.port + "/actuator/connectionpool";
	}

	/** Opens the page until it begins with a sentence and evidence. */
	void openUntil(String sentence, String evidence) {
		BrowserTab.await().alias(sentence + ": " + evidence).until(() -> {
			this.tab.open(address());
			return this.tab.text("document.querySelector('h1').innerText").contains(sentence)
					&& part("say").contains(evidence);
		});
	}

	/** In light and dark, with all details open. */
	void assertThatAxeFindsNoSeriousFault() throws IOException {
		this.tab.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)");
		for (String theme : new String[] { "light", "dark" }) {
			this.tab.theme(theme);
			assertThat(Axe.faults(this.tab)).as(theme).isEmpty();
		}
	}

	/** The text of a part, empty if it is not there. */
	String part(String id) {
		return this.tab.text("(document.getElementById('" + id + "') || { innerText: '' }).innerText");
	}

	int count(String selector) {
		return this.tab.number("document.querySelectorAll(\"" + selector + "\").length");
	}

}
