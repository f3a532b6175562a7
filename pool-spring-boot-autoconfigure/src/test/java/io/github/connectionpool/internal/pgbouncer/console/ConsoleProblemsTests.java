package io.github.connectionpool.internal.pgbouncer.console;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.testsupport.PgBouncerServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@NullMarked
class ConsoleProblemsTests {

	@ParameterizedTest
	@ValueSource(strings = { "md5", "scram-sha-256", "plain" })
	void saysThatThePasswordIsWrongWithoutTellingIt(String authentication) throws Exception {
		Assumptions.assumeTrue(PgBouncerServer.program().isPresent(), PgBouncerServer.HOW_TO_INSTALL);
		int port = URI.create(PostgresServer.url().substring("jdbc:".length())).getPort();
		try (PgBouncerServer server = PgBouncerServer.before(port)
			.set("auth_type", authentication)
			.set("stats_users", "monitor")
			.user("monitor", "right")
			.start()) {
			String url = "jdbc:postgresql://localhost:" + server.port() + "/pgbouncer";
			PgBouncerConsole wrong = console(url, "monitor", "open-sesame");
			assertThat(wrong.read()).isFalse();
			assertThat(wrong.reading().problem()).contains("refuses the user monitor", "connectionpool.pgbouncer.user")
				.doesNotContain("open-sesame");
			assertThat(wrong.reading().unknownSince()).isNotNull();
			PgBouncerConsole missing = console(url, "monitor", null);
			assertThat(missing.read()).isFalse();
			assertThat(missing.reading().problem()).contains("refuses the user monitor");
			PgBouncerConsole inTheUrl = console(url + "?user=monitor&password=right&ApplicationName=mine", null, null);
			inTheUrl.read();
			assertThat(inTheUrl.reading().isCurrent()).as(() -> "problem: " + inTheUrl.reading().problem()).isTrue();
			inTheUrl.stopped();
		}
	}

	@Test
	void saysThatAPortAnswersNothing() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			PgBouncerConsole console = console("jdbc:postgresql://localhost:" + silent.getLocalPort() + "/pgbouncer",
					"monitor", "open-sesame", Duration.ofSeconds(1));
			assertThat(console.read()).isFalse();
			assertThat(console.reading().problem()).contains("localhost:" + silent.getLocalPort(),
					"did not answer within 1 s");
		}
	}

	@Test
	void saysThatNobodyListens() throws Exception {
		int port;
		try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = closed.getLocalPort();
		}
		PgBouncerConsole console = console("jdbc:postgresql://localhost:" + port + "/pgbouncer", "monitor", null);
		assertThat(console.read()).isFalse();
		assertThat(console.reading().problem()).contains("cannot be reached");
	}

	@Test
	void saysThatItHangsThoughItIsConnected() throws Exception {
		Assumptions.assumeTrue(PgBouncerServer.program().isPresent(), PgBouncerServer.HOW_TO_INSTALL);
		int port = URI.create(PostgresServer.url().substring("jdbc:".length())).getPort();
		try (PgBouncerServer server = PgBouncerServer.before(port).start()) {
			PgBouncerConsole console = console(server.url("pgbouncer", "postgres") + "&" + CountedSockets.parameter(),
					null, null, Duration.ofSeconds(5));
			console.read();
			assertThat(console.reading().isCurrent()).isTrue();
			server.freeze();
			assertThat(CountedSockets.opened()).isOne();
			assertThat(console.read()).isFalse();
			assertThat(console.reading().problem()).contains("did not answer within 5 s");
			assertThat(console.reading().value()).as("what was last known").isNotNull();
			assertThat(CountedSockets.opened()).as("it is not tried twice").isOne();
			server.thaw();
			console.read();
			assertThat(console.reading().isCurrent()).isTrue();
			assertThat(console.reading().unknownSince()).isNull();
			console.stopped();
		}
	}

	@Test
	void refusesTheUrlOfADatabaseAtOnce() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> console("jdbc:postgresql://localhost/shop", "monitor", null));
	}

	@Test
	void doesNotTellThePasswordOfItsSettings() {
		assertThat(new ConsoleSettings("jdbc:postgresql://db:6432/pgbouncer?password=secret", "monitor", "open-sesame",
				Duration.ofSeconds(30), Duration.ofSeconds(2)))
			.hasToString("console at db:6432 as monitor");
	}

	/** Patient with a server that answers, however slow the machine is. */
	private static PgBouncerConsole console(String url, @Nullable String user, @Nullable String password) {
		return console(url, user, password, Duration.ofSeconds(30));
	}

	private static PgBouncerConsole console(String url, @Nullable String user, @Nullable String password,
			Duration timeout) {
		return new PgBouncerConsole(new ConsoleSettings(url, user, password, Duration.ofSeconds(30), timeout));
	}

}
