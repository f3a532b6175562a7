package io.github.connectionpool.internal.server;

import java.sql.SQLException;
import java.time.Duration;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleSettings;
import io.github.connectionpool.internal.pgbouncer.console.PgBouncerConsole;
import io.github.connectionpool.internal.poll.DatabaseWatcher;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pooler.Pooler;

import static org.assertj.core.api.Assertions.assertThat;

@NullMarked
class ServerRegistryTests {

	private final PgBouncerConsole console = new PgBouncerConsole(
			new ConsoleSettings("jdbc:postgresql://localhost:1/pgbouncer", "monitor", null, Duration.ofSeconds(30),
					Duration.ofMillis(200)));

	private final ServerRegistry ends = new ServerRegistry(new DatabaseWatcher(), this.console, (pool, ex) -> {
	});

	@Test
	void theConsoleIsShownWhereAPoolMayBeItsClient() {
		this.console.read();
		MonitoredPool pool = add("jdbc:postgresql://db/shop");
		assertThat(this.ends.console(pool)).isNotNull().satisfies((known) -> assertThat(known.problem()).isNotNull());
		assertThat(this.ends.consolePools(pool)).isEmpty();
	}

	@Test
	void aPoolOfAnotherProductIsNoClientOfIt() {
		this.console.read();
		assertThat(this.ends.console(add("jdbc:h2:mem:shop"))).isNull();
	}

	@Test
	void aPoolThatIsNotReadIsNotShown() {
		MonitoredPool pool = add("jdbc:h2:mem:shop");
		assertThat(this.ends.server(pool)).isNull();
		assertThat(this.ends.pooler(pool).presence()).isEqualTo(Pooler.Presence.UNKNOWN);
		assertThat(this.ends.hazards(pool)).isEmpty();
	}

	@Test
	void nothingIsKnownOfAPoolThatWasNotAdded() {
		MonitoredPool pool = TestPools.pool("other", new TestPools.Numbers());
		assertThat(this.ends.server(pool)).isNull();
		assertThat(this.ends.pooler(pool)).isEqualTo(Pooler.UNKNOWN);
		assertThat(this.ends.consolePools(pool)).isEmpty();
		assertThat(this.ends.consoleDatabases(pool)).isEmpty();
	}

	@Test
	void aReadingThatCannotBeRenewedSaysSoWhileBorrowersFail() {
		TestPools.Numbers numbers = new TestPools.Numbers().jdbcUrl("jdbc:postgresql://db/shop");
		MonitoredPool pool = TestPools.pool("dataSource", numbers);
		this.ends.add(pool, new ServerWatch(numbers, OwnConnections.UNKNOWN, TestPools.readSettings()));
		assertThat(this.ends.server(pool)).isEqualTo(LastReading.nothing());
		long now = System.nanoTime();
		pool.failures()
			.failed(now - Duration.ofSeconds(1).toNanos(), new SQLException("Connection to db:5432 refused.", "08001"),
					false);
		assertThat(this.ends.server(pool)).as("one failure is no outage yet").isEqualTo(LastReading.nothing());
		pool.checked(numbers.counts(), now + Duration.ofMinutes(1).toNanos());
		assertThat(this.ends.server(pool)).satisfies((known) -> {
			assertThat(known.unknownSince()).isNotNull();
			assertThat(known.problem()).startsWith("The pool gets no connection: ").contains("db:5432 refused");
		});
	}

	private MonitoredPool add(String url) {
		TestPools.Numbers numbers = new TestPools.Numbers().jdbcUrl(url);
		MonitoredPool pool = TestPools.pool("dataSource", numbers);
		ServerWatch server = new ServerWatch(numbers, OwnConnections.UNKNOWN, TestPools.readSettings());
		server.read();
		this.ends.add(pool, server);
		return pool;
	}

}
