package io.github.connectionpool.sample.page;

import java.io.IOException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a shop whose orders wait for each other's connections. They wait for longer
 * than the tests take.
 */
@SampleTest
@TestPropertySource(
		properties = { "connectionpool.check-interval=200ms", "spring.datasource.hikari.connection-timeout=600000" })
@DirtiesContext
class DeadlockInBrowserTests extends InBrowser {

	private static final String FIRST = "NestedRequiresNew.run(NestedRequiresNew.java:";

	private static final String SECOND = "OrderDesk.place(OrderDesk.java:";

	private final RestTestClient client;

	@Autowired
	DeadlockInBrowserTests(RestTestClient client) {
		this.client = client;
	}

	@BeforeAll
	void placeOrders() {
		this.client.post()
			.uri("/scenarios/nested-requires-new?seconds=60&parallel=5")
			.exchange()
			.expectStatus()
			.isAccepted();
	}

	@BeforeEach
	void openThePage() {
		openUntil("dataSource is deadlocked", "");
	}

	@Test
	void eachPartTellsOfTheDeadlock() {
		assertThat(count("#say.bad")).isOne();
		assertThat(part("say")).contains("All 5 connections are held", FIRST, SECOND, "6 connections would do");
		assertThat(count("#now .slot.W")).isEqualTo(5);
		assertThat(part("now")).contains("5 wait for a second connection", "5 wait,");
		assertThat(part("waiters")).contains("5 borrowers wait for a connection.");
		assertThat(part("waiters-h")).isEqualToIgnoringCase("Deadlock");
		assertThat(part("holders")).contains("NestedRequiresNew.run", SECOND, "5 waiting");
		assertThat(count("#checkouts details.checkout .chip.W")).isEqualTo(5);
	}

	@Test
	void aCheckoutShowsBothLines() {
		this.tab.click("#checkouts details.checkout summary");
		assertThat(this.tab.text("document.querySelector('details.checkout[open]').innerText")).contains(FIRST, SECOND);
	}

	@Test
	void axeFindsNoSeriousFault() throws IOException {
		assertThatAxeFindsNoSeriousFault();
	}

}
