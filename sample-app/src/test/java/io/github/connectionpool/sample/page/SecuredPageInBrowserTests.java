package io.github.connectionpool.sample.page;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import io.github.connectionpool.sample.SampleTest;
import io.github.connectionpool.testsupport.browser.BrowserTab;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a shop with the defaults of Spring Security. The shop also sends a policy
 * for scripts, as many applications do.
 */
@SampleTest
@TestPropertySource(properties = { "spring.autoconfigure.exclude=", "spring.security.user.name=night",
		"spring.security.user.password=watch", "management.endpoint.connectionpool.access=unrestricted" })
@DirtiesContext
class SecuredPageInBrowserTests extends InBrowser {

	private static final String POLICY = "script-src 'self'";

	private static final String EVICTED = "#checkouts details.checkout [data-evict]";

	private static final String ANSWER = "document.querySelector('dialog [role=status]').textContent";

	private final DataSource pool;

	private final List<Connection> held = new ArrayList<>();

	private boolean isRefusalExpected;

	@Autowired
	SecuredPageInBrowserTests(DataSource pool) {
		this.pool = pool;
	}

	@BeforeEach
	void signInAndOpenThePage() throws SQLException {
		this.isRefusalExpected = false;
		this.held.add(this.pool.getConnection());
		this.tab.open(address());
		assertThat(this.tab.text("location.pathname")).isEqualTo("/login");
		this.tab.evaluate("document.querySelector('[name=username]').value = 'night'");
		this.tab.evaluate("document.querySelector('[name=password]').value = 'watch'");
		this.tab.click("button[type=submit]");
		BrowserTab.await()
			.until(() -> this.tab.is("document.getElementById('say') && location.pathname.startsWith('/actuator')"));
		this.tab.waitUntil("!document.getElementById('pause').hidden");
	}

	@AfterEach
	void signOutAndGiveBack() throws SQLException {
		this.tab.send("Network.clearBrowserCookies", Map.of());
		for (Connection connection : this.held) {
			connection.close();
		}
		this.held.clear();
	}

	@Override
	boolean isExpected(String problem) {
		return this.isRefusalExpected && problem.contains("status of 40");
	}

	@Test
	void evictSendsTheTokenThatSpringSecurityWants() {
		assertThat(this.tab.is("document.body.dataset.csrf")).isTrue();
		String id = evict();
		this.tab.waitUntil(ANSWER + " == '" + id + " is evicted.'");
	}

	@Test
	void anEvictionWithoutTheTokenIsRefusedInWords() {
		this.isRefusalExpected = true;
		this.tab.evaluate("window.real = fetch;"
				+ " window.fetch = (address, how) => real(address, { ...how, headers: { Accept: 'application/json' } })");
		evict();
		assertRefusal("Refused with 403. You may not do this, or this page has no valid CSRF token.*");
		assertThat(this.tab.text("document.querySelector('dialog button').textContent")).isEqualTo("Close");
	}

	@Test
	void anEvictionAfterTheSessionIsRefusedInWords() {
		this.isRefusalExpected = true;
		this.tab.send("Network.clearBrowserCookies", Map.of());
		evict();
		assertRefusal(
				"Refused with 40(1. You are not signed in.|3. You may not do this, or this page has no valid .*)");
	}

	@Test
	void thePageSaysWhenTheReaderIsSignedOut() {
		this.isRefusalExpected = true;
		this.tab.send("Network.clearBrowserCookies", Map.of());
		this.tab.waitUntil("document.getElementById('state').textContent.includes('sign in')");
	}

	@Test
	void refreshesUnderThePolicyOfTheApplication() {
		assertThat(this.tab
			.evaluate("fetch(location.href).then((answer) => answer.headers.get('Content-Security-Policy'))")
			.asString()).isEqualTo(POLICY);
		String before = this.tab.text("document.getElementById('as-of').dateTime");
		this.tab.waitUntil("document.getElementById('as-of').dateTime != '" + before + "'");
	}

	private void assertRefusal(String words) {
		BrowserTab.await().untilAsserted(() -> assertThat(this.tab.text(ANSWER)).matches(words));
	}

	private String evict() {
		String id = this.tab.text("document.querySelector('" + EVICTED + "').dataset.evict");
		this.tab.click("#checkouts details.checkout summary");
		this.tab.click(EVICTED);
		this.tab.click("dialog .danger");
		return id;
	}

	/** Sent with each answer, also with that of Spring Security. */
	@TestConfiguration(proxyBeanMethods = false)
	static class PolicyConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		Filter policy() {
			return (request, response, chain) -> {
				((HttpServletResponse) response).setHeader("Content-Security-Policy", POLICY);
				chain.doFilter(request, response);
			};
		}

	}

}
