package io.github.connectionpool.sample.page;

import java.io.IOException;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;
import io.github.connectionpool.testsupport.browser.BrowserTab;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a shop that is well, and later has all its connections in payments.
 */
@SampleTest
@TestPropertySource(properties = { "connectionpool.check-interval=200ms", "server.tomcat.threads.max=30" })
@TestMethodOrder(OrderAnnotation.class)
@DirtiesContext
class WellAndFullPoolInBrowserTests extends InBrowser {

	private static final String LINE = "PaymentDesk.pay(PaymentDesk.java:";

	private final RestTestClient client;

	@Autowired
	WellAndFullPoolInBrowserTests(RestTestClient client) {
		this.client = client;
	}

	@Test
	@Order(1)
	void ofAPoolThatIsWellThePageSaysSo() throws IOException {
		this.client.get().uri("/customers/1").exchange().expectStatus().isOk();
		openUntil("dataSource is well", "0 of 5 connections are borrowed, none waits.");
		assertThat(count("#say.good")).isOne();
		assertThat(count("#now .slot")).isEqualTo(5);
		assertThat(count("#now .slot.I, #now .slot.O")).isEqualTo(5);
		assertThat(part("holders")).contains("No connection is borrowed.");
		assertThat(count("#waiters, #checkouts, #exhaustions, .sev.critical")).isZero();
		assertThat(part("timeouts")).contains("connection-timeout", "1 s");
		assertThat(part("plan")).contains("the load is not measured yet");
		assertThat(this.tab.text("document.title")).startsWith("✓ dataSource is well");
		assertThatAxeFindsNoSeriousFault();
	}

	@Test
	@Order(2)
	void ofAnExhaustedPoolEachPartTells() throws IOException {
		this.client.post().uri("/scenarios/http-in-transaction?seconds=300&parallel=5").exchange();
		BrowserTab.await()
			.until(() -> this.client.get().uri("/customers/1").exchange().returnResult().getStatus().value() == 503);
		openUntil("dataSource is exhausted since", LINE);
		// the hour and the use are those of the last check, which may come after the
		// failure
		BrowserTab.await().until(() -> {
			this.tab.open(address());
			return part("hour").contains("1 exhaustion, 1 borrower failed") && part("use").contains(LINE);
		});
		assertThat(count("#say.bad")).isOne();
		assertThat(part("say")).contains("All 5 connections are borrowed");
		assertThat(count("#now .slot.H, #now .slot.A")).isEqualTo(5);
		assertThat(part("holders")).contains(LINE, "HTTP");
		assertThat(part("exhaustions")).contains("1 failed", "5 at HttpInTransaction.run");
		assertThat(part("plan")).isNotEmpty();
		this.tab.click("#checkouts details.checkout summary");
		assertThat(this.tab.text("document.querySelector('details.checkout[open]').innerText")).contains(LINE,
				"insert into audit", "select pg_terminate_backend(");
		assertThatAxeFindsNoSeriousFault();
	}

	@Test
	@Order(3)
	void idleConnectionsAreNotDrawnInTheColourOfARunningStatement() {
		BrowserTab.await().until(() -> {
			this.tab.open(address());
			return count("#use rect.T") > 0;
		});
		for (String theme : new String[] { "light", "dark" }) {
			this.tab.theme(theme);
			String idle = fill("T");
			assertThat(idle).isNotEqualTo(fill("E")).isNotEqualTo(fill("N"));
			for (String kind : new String[] { "T", "N" }) {
				assertThat(this.tab.number("Math.max(..." + channels(kind) + ") - Math.min(..." + channels(kind) + ")"))
					.as(theme + ": " + kind + " is grey")
					.isLessThan(24);
			}
			assertThat(this.tab.number("Math.max(..." + channels("E") + ") - Math.min(..." + channels("E") + ")"))
				.as(theme + ": a running statement is a colour")
				.isGreaterThan(60);
		}
	}

	private String fill(String kind) {
		return this.tab.text("getComputedStyle(document.querySelector('#use .dot." + kind + "')).backgroundColor");
	}

	private static String channels(String kind) {
		return "getComputedStyle(document.querySelector('#use .dot." + kind
				+ "')).backgroundColor.match(/[0-9]+/g).slice(0, 3)";
	}

}
