package io.github.connectionpool.sample.page;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;
import io.github.connectionpool.testsupport.browser.BrowserTab;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a shop with leaks in a real browser. Each test also asserts that the
 * browser reports no error, no violation of the policy and no request to another host.
 */
@SampleTest
@TestPropertySource(properties = { "connectionpool.check-interval=200ms", "connectionpool.leak.evidence-after=500ms",
		"connectionpool.leak.quiet=1s", "management.endpoint.connectionpool.access=unrestricted",
		"management.endpoint.connectionpool.show-values=always",
		"spring.application.name=</title><script>window.hostile = 1</script>" })
@DirtiesContext
class PageInBrowserTests extends InBrowser {

	private static final String LINE = "LeakOnException.findDiscount(LeakOnException.java:";

	private static final String THREAD = "\"'><img src=x onerror='window.hostile = 2'>";

	private static final String SQL = "select '\"></code><script>window.hostile = 3</script>'";

	private final RestTestClient client;

	private final DataSource pool;

	private Connection held;

	@Autowired
	PageInBrowserTests(RestTestClient client, DataSource pool) {
		this.client = client;
		this.pool = pool;
	}

	@BeforeAll
	void leak() throws Exception {
		start("leak-on-exception");
		start("leak-on-exception");
		Thread thread = new Thread(this::hold, THREAD);
		thread.start();
		thread.join();
		start("forgotten-close");
	}

	@BeforeEach
	void openThePage() {
		openUntil("has leaks since", LINE);
	}

	@AfterAll
	void giveBack() throws SQLException {
		if (this.held != null) {
			this.held.close();
		}
	}

	/** Half of a plan is refused with words, which the browser notes as well. */
	@Override
	boolean isExpected(String problem) {
		return problem.contains("/dataSource/plan?");
	}

	@Test
	void theFirstSentenceIsReadableWithoutScrollingAlsoWhereScriptsAreOff() {
		for (boolean areScriptsOff : new boolean[] { false, true }) {
			this.tab.send("Emulation.setScriptExecutionDisabled", Map.of("value", areScriptsOff));
			this.tab.open(address());
			assertThat(this.tab.text("document.querySelector('h1').innerText")).contains("dataSource has leaks since");
			assertThat(this.tab.number("document.getElementById('say').getBoundingClientRect().bottom")).isBetween(40,
					450);
			assertThat(this.tab.is("document.getElementById('pause').hidden")).isEqualTo(areScriptsOff);
			assertThat(this.tab.text("document.getElementById('checkouts').innerText"))
				.contains("LeakOnException.findDiscount");
		}
	}

	@Test
	void thePageRefreshesAndAnOpenCheckoutHoldsItStill() {
		String before = asOf();
		BrowserTab.await().until(() -> !asOf().equals(before));
		this.tab.click("details.checkout summary");
		this.tab.waitUntil("document.getElementById('state').textContent == 'paused, a detail is open'");
		assertThat(this.tab.text("document.querySelector('details.checkout pre').innerText")).contains(LINE);
		assertNoRefresh();
		this.tab.click("details.checkout summary");
		int asked = this.tab.requests().size();
		BrowserTab.await().until(() -> this.tab.requests().size() > asked);
	}

	@Test
	void pauseHoldsThePageAndTheKeyLetsItGoOn() {
		this.tab.click("#pause");
		assertThat(this.tab.text("document.getElementById('pause').textContent")).isEqualTo("Resume");
		assertThat(this.tab.text("document.getElementById('pause').ariaPressed")).isEqualTo("true");
		assertThat(this.tab.text("document.getElementById('state').textContent")).isEqualTo("paused");
		assertNoRefresh();
		String before = asOf();
		this.tab.press("p");
		assertThat(this.tab.text("document.getElementById('pause').textContent")).isEqualTo("Pause");
		BrowserTab.await().until(() -> !asOf().equals(before));
	}

	@Test
	void copyPutsACheckoutOnTheClipboard() {
		this.tab.send("Browser.grantPermissions",
				Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
		this.tab.click("details.checkout summary");
		this.tab.click("details.checkout [data-copy]");
		this.tab.waitUntil("document.querySelector('details.checkout [data-copy]').textContent == 'Copied'");
		assertThat(this.tab.evaluate("navigator.clipboard.readText()").asString()).contains(LINE, "thread: http-nio-",
				"last SQL: ");
	}

	@Test
	void thePlanAnswersWhileOneTypes() {
		assertThat(plan()).doesNotContain("Give the instance a pool of");
		this.tab.evaluate("document.querySelector('[name=requestRate]').focus()");
		this.tab.type("200");
		this.tab.evaluate("document.querySelector('[name=holdMillis]').focus()");
		this.tab.type("50");
		BrowserTab.await().until(() -> plan().contains("200 requests/s that hold for 50 ms"));
		this.tab.type("0");
		BrowserTab.await().until(() -> plan().contains("200 requests/s that hold for 500 ms"));
	}

	@Test
	void foreignTextsStayText() {
		this.tab.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)");
		assertThat(this.tab.text("document.body.innerText")).contains(THREAD, SQL);
		assertThat(this.tab.text("document.title")).contains("</title><script>window.hostile = 1</script>");
		assertThat(this.tab.number("document.scripts.length")).isEqualTo(1);
		assertThat(this.tab.number("document.querySelectorAll('img').length")).isZero();
		assertThat(this.tab.is("'hostile' in window")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "360", "390" })
	void aPhoneNeedsNoSidewaysScrolling(int width) {
		this.tab.size(width, 800);
		this.tab.open(address());
		this.tab.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)");
		assertThat(this.tab.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
		assertThat(this.tab.number("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"))
			.isGreaterThanOrEqualTo(16);
	}

	@ParameterizedTest
	@CsvSource({ "light, 600, 765, 0, 200", "dark, 0, 150, 550, 765" })
	void thePageFollowsTheThemeOfTheSystem(String theme, int from, int to, int textFrom, int textTo) {
		this.tab.theme(theme);
		assertThat(brightness("backgroundColor")).isBetween(from, to);
		assertThat(brightness("color")).isBetween(textFrom, textTo);
	}

	@Test
	void evictAsksFirstAndThenEndsTheConnection() {
		String last = "#checkouts details.checkout:last-of-type";
		String id = this.tab.text("document.querySelector('" + last + "').dataset.key");
		this.tab.click(last + " summary");
		this.tab.click(last + " [data-evict]");
		assertThat(this.tab.text("document.querySelector('dialog[open] h2').innerText")).isEqualTo("Evict " + id + "?");
		assertThat(this.tab.text("document.activeElement.textContent")).isEqualTo("Keep it");
		this.tab.click("dialog .danger");
		this.tab.waitUntil("document.querySelector('dialog [role=status]').textContent == '" + id + " is evicted.'");
		assertThat(this.client.get()
			.uri("/actuator/connectionpool/dataSource")
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()).contains("LeakOnException").doesNotContain("\"" + id + "\"");
	}

	@ParameterizedTest
	@CsvSource({ "light, 1280", "dark, 1280", "light, 360", "dark, 360" })
	void axeFindsNoSeriousFault(String theme, int width) throws IOException {
		this.tab.theme(theme);
		this.tab.size(width, 900);
		this.tab.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)");
		assertThat(Axe.faults(this.tab)).isEmpty();
		this.tab.click("[data-evict]");
		assertThat(Axe.faults(this.tab)).isEmpty();
	}

	private void assertNoRefresh() {
		// one that had begun before may end
		String before = asOf();
		int asked = this.tab.requests().size();
		Awaitility.await()
			.during(Duration.ofMillis(3500))
			.atMost(Duration.ofSeconds(20))
			.until(() -> asOf().equals(before) && this.tab.requests().size() == asked);
	}

	private String asOf() {
		return this.tab.text("document.getElementById('as-of').dateTime");
	}

	private String plan() {
		return this.tab.text("document.getElementById('plan-says').innerText");
	}

	private int brightness(String property) {
		return this.tab.number("getComputedStyle(document.body)." + property
				+ ".match(/[0-9]+/g).slice(0, 3).reduce((sum, each) => sum + Number(each), 0)");
	}

	private void start(String scenario) {
		this.client.post().uri("/scenarios/" + scenario).exchange();
	}

	private void hold() {
		try {
			this.held = this.pool.getConnection();
			this.held.createStatement().execute(SQL);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
