package io.github.connectionpool.sample.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;
import io.github.connectionpool.testsupport.PgBouncerServer;
import io.github.connectionpool.testsupport.browser.BrowserTab;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a shop behind PgBouncer that relies on a session.
 */
@SampleTest
@ActiveProfiles("pgbouncer")
@TestPropertySource(properties = "connectionpool.database.interval=1s")
@EnabledIf(value = "isInstalled", disabledReason = PgBouncerServer.HOW_TO_INSTALL)
@DirtiesContext
class PgBouncerInBrowserTests extends InBrowser {

	private final RestTestClient client;

	@Autowired
	PgBouncerInBrowserTests(RestTestClient client) {
		this.client = client;
	}

	/** Before the shop is started, which needs it. */
	static boolean isInstalled() {
		return PgBouncerServer.program().isPresent();
	}

	@DynamicPropertySource
	static void aFreePort(DynamicPropertyRegistry properties) throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = socket.getLocalPort();
			properties.add("sample.pgbouncer.port", () -> port);
		}
	}

	@Test
	void thePageNamesPgBouncerItsPoolsAndTheLineThatNeedsASession() {
		this.client.post().uri("/scenarios/session-advisory-lock").exchange().expectStatus().isOk();
		openUntil("dataSource needs attention", "SessionAdvisoryLock.ask(SessionAdvisoryLock.java:");
		assertThat(count("#say.warn")).isOne();
		BrowserTab.await().untilAsserted(() -> {
			this.tab.open(address());
			assertThat(part("server")).contains("PgBouncer", "transaction mode", "clients active", "servers in use");
		});
		assertThat(part("findings")).contains("SessionAdvisoryLock.ask");
	}

}
