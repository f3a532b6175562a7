package io.github.connectionpool.admin;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.github.connectionpool.testsupport.ChromiumBrowser;
import io.github.connectionpool.testsupport.browser.BrowserTab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The view in a real browser, in a real server of Spring Boot Admin at which instances
 * are registered that leak, attack, refuse, or have no such endpoint.
 */
@Tag("measured")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewInBrowserTests {

	private static final String ENDPOINT = "/actuator/connectionpool";

	private static final String LABEL = "Connection pools";

	private static final String SIDE_BAR = "document.querySelector('aside')?.innerText";

	private static final String VIEW = "document.querySelector('.cpool')?.innerText";

	/** Counts the turns of the view, and has them follow at once. */
	private static final String FAST_CLOCK = """
			window.turns = 0;
			const inTime = window.setTimeout;
			window.setTimeout = (task, millis, ...given) => millis === 5000
			  ? inTime(() => { window.turns++; task(...given); }, 20) : inTime(task, millis, ...given);
			""";

	private ChromiumBrowser browser;

	private AdminServer server;

	private Shop shop;

	private final Map<String, ForeignInstance> foreign = new HashMap<>();

	private BrowserTab tab;

	@BeforeAll
	void start() throws Exception {
		assumeTrue(ChromiumBrowser.program().isPresent(), ChromiumBrowser.HOW_TO_INSTALL);
		this.browser = ChromiumBrowser.start();
		this.server = AdminServer.start();
		this.shop = Shop.start(this.server);
		this.shop.leak();
		foreign("hostile").answer(ENDPOINT, 200, HostileAnswer.pools())
			.answer(ENDPOINT + "/", 200, HostileAnswer.details());
		foreign("closed").answer(ENDPOINT, 401, "{}");
		foreign("scripted").link("connectionpool", "javascript:window.hostile=4");
		this.foreign.put("plain", ForeignInstance.start());
		this.foreign.forEach((name, instance) -> this.server.register(name, instance.actuator()));
	}

	/** An instance that has the endpoint. */
	private ForeignInstance foreign(String name) throws IOException {
		ForeignInstance instance = ForeignInstance.start();
		this.foreign.put(name, instance);
		return instance.link("connectionpool", instance.actuator() + "/connectionpool");
	}

	@BeforeEach
	void openATab() throws IOException {
		this.tab = BrowserTab.in(this.browser);
	}

	@AfterEach
	void closeTheTab() {
		this.tab.close();
	}

	@AfterAll
	void stop() throws Exception {
		if (this.browser != null) {
			this.browser.close();
		}
		if (this.shop != null) {
			this.shop.close();
		}
		this.foreign.values().forEach(ForeignInstance::close);
		if (this.server != null) {
			this.server.close();
		}
	}

	@Test
	void sideBarLeadsToTheViewAndItShowsTheLineThatLeaks() {
		this.tab.open(this.server.details(Shop.NAME));
		this.tab.waitUntil(SIDE_BAR + "?.includes('" + LABEL + "')");
		this.tab.click("aside [data-sba-group='data'] a");
		this.tab.waitUntil("document.querySelector('.cpool-sentence')?.innerText.includes('2 leaked')");
		assertThat(this.tab.text("document.querySelector('.cpool-sentence').innerText"))
			.startsWith("dataSource: 2 of 3 borrowed, 2 leaked. Leaked connections were borrowed at ")
			.contains(line());
		assertThat(this.tab.text("document.querySelector('.cpool-headline').className")).contains("cpool-bad");
		assertThat(this.tab.text("document.querySelectorAll('.cpool tbody')[0].innerText")).contains("dataSource",
				"critical", "2 of 3 borrowed, 2 leaked");
		assertThat(this.tab.text("document.querySelectorAll('.cpool tbody')[1].innerText")).contains(line(), "2 LEAKED",
				"has ended");
		assertThat(this.tab.text("document.querySelector('.cpool ul').innerText"))
			.contains("Close them there: a larger pool would only take longer to be empty.");
		assertThatNothingFailed();
	}

	@Test
	void viewLinksThePageOfTheApplication() {
		this.tab.open(this.server.view(Shop.NAME));
		this.tab.waitUntil(VIEW + "?.includes('leaked')");
		String link = "document.querySelector('.cpool a')";
		assertThat(this.tab.text(link + ".href")).matches("http://[^/]+:" + this.shop.port() + ENDPOINT);
		assertThat(this.tab.text(link + ".rel")).isEqualTo("noopener noreferrer");
	}

	@Test
	void viewRefreshesAndSelectedTextHoldsItStill() {
		this.tab.send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", FAST_CLOCK));
		this.tab.open(this.server.view(Shop.NAME));
		this.tab.waitUntil(VIEW + "?.includes('leaked')");
		int first = requests();
		BrowserTab.await().until(() -> requests() > first);
		this.tab.evaluate("document.getSelection().selectAllChildren(document.querySelector('.cpool code')); 0");
		// a request may be under way; the next turn begins after its answer
		waitForTurns(2);
		int held = requests();
		waitForTurns(3);
		assertThat(requests()).isEqualTo(held);
		this.tab.evaluate("document.getSelection().removeAllRanges(); 0");
		BrowserTab.await().until(() -> requests() > held);
	}

	@Test
	void linkOfTheMetadataIsInTheSideBar() {
		this.tab.open(this.server.details(Shop.NAME));
		String link = "document.querySelector(\"aside a[href='" + Shop.LINK + "']\")";
		this.tab.waitUntil(link);
		assertThat(this.tab.text(link + ".innerText.trim()")).isEqualTo("Pools");
		assertThat(this.tab.text(link + ".target")).isEqualTo("_blank");
	}

	@Test
	void hostileTextsStayText() {
		this.tab.open(this.server.view("hostile"));
		this.tab.waitUntil("document.querySelectorAll('.cpool section').length == 4");
		String shown = this.tab.text(VIEW);
		assertThat(shown).contains(HostileAnswer.SCRIPT, HostileAnswer.IMAGE, "\ufffdgnihton\ufffd\ufffd\ufffd")
			.doesNotContain("\u202e", "\u2066", "\u0007", "[object");
		assertThat(this.tab.number("document.querySelectorAll('.cpool :is(img, script, iframe, [onerror])').length"))
			.isZero();
		assertThat(this.tab.is("window.hostile")).isFalse();
		assertThat(this.tab.number("document.querySelectorAll('.cpool section ul')[0].children.length")).isEqualTo(50);
		assertThat(shown).doesNotContain("x".repeat(2001));
		assertThatNothingFailed();
	}

	@Test
	void instanceThatRefusesIsToldWithWordsAndLeadsToNoLogin() {
		this.tab.open(this.server.view("closed"));
		this.tab.waitUntil("document.querySelector('.cpool [role=alert]')");
		assertThat(this.tab.text("document.querySelector('.cpool [role=alert]').innerText"))
			.isEqualTo("The instance refuses access to its endpoint (401).");
		assertThat(this.tab.text("location.pathname")).endsWith("/connectionpool");
	}

	@Test
	void addressThatIsAScriptIsNoLink() {
		this.tab.open(this.server.view("scripted"));
		this.tab.waitUntil("document.querySelector('.cpool [role=alert]')");
		assertThat(this.tab.number("document.querySelectorAll('.cpool a').length")).isZero();
	}

	@Test
	void instanceWithoutTheEndpointHasNoView() {
		this.tab.open(this.server.details("plain"));
		this.tab.waitUntil(SIDE_BAR + "?.includes('plain')");
		assertThat(this.tab.text(SIDE_BAR)).doesNotContain(LABEL);
	}

	/** The browser's own notes, such as on a preload, are those of the server. */
	private void assertThatNothingFailed() {
		assertThat(this.tab.problems()).allSatisfy((problem) -> assertThat(problem).startsWith("the browser: "));
	}

	private int requests() {
		return (int) this.tab.requests().stream().filter((address) -> address.endsWith(ENDPOINT)).count();
	}

	private void waitForTurns(int count) {
		int before = this.tab.number("window.turns");
		this.tab.waitUntil("window.turns >= " + (before + count));
	}

	private static String line() {
		return "io.github.connectionpool.admin.Shop.borrow(Shop.java:";
	}

}
