package io.github.connectionpool.internal.finding;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.pgbouncer.console.ConsoleDatabase;
import io.github.connectionpool.internal.pgbouncer.console.ConsolePool;
import io.github.connectionpool.internal.pooler.PoolMode;
import io.github.connectionpool.internal.pooler.Pooler.Presence;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.server.ConnectionLimit;
import io.github.connectionpool.internal.server.ServerReading;
import io.github.connectionpool.report.Finding;

import static org.assertj.core.api.Assertions.assertThat;

@NullMarked
class ServerRulesTests {

	private static final Pooler NONE = new Pooler(Presence.NONE, false, null, null, null, "It is direct.");

	private Pooler pooler = NONE;

	private @Nullable Integer instances = 12;

	private ServerReading server = reading("PostgreSQL",
			new ConnectionLimit(ConnectionLimit.Scope.SERVER, null, 97, 40), 20, 40, 2);

	private List<ConsolePool> clients = List.of();

	private List<ConsoleDatabase> databases = List.of();

	@Test
	void twelveInstancesOfTenAreMoreThanAServerOf97Gives() {
		assertThat(find()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("fleet-exceeds-server");
			assertThat(finding.severity()).isEqualTo(Finding.Severity.CRITICAL);
			assertThat(finding.evidence())
				.contains("12 instances (connectionpool.fleet.instances) × 10 connections = 120"
						+ " meet the server, which gives 97 (now 20 by this application, 20 by others)");
			assertThat(finding.fix()).startsWith("Set the pool's maximum to at most 6, or put PgBouncer");
		});
	}

	@Test
	void whatOthersHaveIsNotThere() {
		this.instances = 8;
		assertThat(find()).as("80 of the 77 that are left").hasSize(1);
		this.instances = 7;
		assertThat(find()).isEmpty();
	}

	@Test
	void instancesThatAreOnlyCountedMakeAWarning() {
		this.instances = null;
		assertThat(find()).isEmpty();
		this.server = reading("PostgreSQL", new ConnectionLimit(ConnectionLimit.Scope.SERVER, null, 97, 40), 20, 40,
				12);
		assertThat(find()).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);
	}

	@Test
	void nobodyIsSentToPgBouncerWithAnotherProduct() {
		this.server = reading("MariaDB", new ConnectionLimit(ConnectionLimit.Scope.SERVER, null, 97, 97), 20, 97, 2);
		assertThat(find()).hasSize(2)
			.allSatisfy((finding) -> assertThat(finding.text()).doesNotContain("PgBouncer", "pg_stat"));
	}

	@Test
	void behindAPoolerThatSharesOrMayDoSoAFleetTakesNoServerConnections() {
		this.pooler = new Pooler(Presence.PGBOUNCER, true, PoolMode.TRANSACTION, 0, null, "The console says so.");
		assertThat(find()).isEmpty();
		this.pooler = new Pooler(Presence.SOME, null, null, null, null, "Another process answers.");
		assertThat(find()).extracting(Finding::id).containsExactly("pooler-mode-unknown");
	}

	@Test
	void behindASessionModeTheModeIsTheFix() {
		this.pooler = new Pooler(Presence.PGBOUNCER, false, PoolMode.SESSION, 0, null, "The console says so.");
		assertThat(find()).singleElement()
			.satisfies((finding) -> assertThat(finding.fix()).contains("pool_mode=transaction")
				.doesNotContain("pgbouncer.ini"));
	}

	@Test
	void aServerThatIsNearlyFullIsCritical() {
		this.instances = 1;
		this.server = reading("PostgreSQL", new ConnectionLimit(ConnectionLimit.Scope.SERVER, null, 100, 90), 20, 90,
				2);
		assertThat(find()).extracting(Finding::id).containsExactly("server-nearly-full");
		this.server = reading("PostgreSQL", new ConnectionLimit(ConnectionLimit.Scope.SERVER, null, 100, 89), 20, 89,
				2);
		assertThat(find()).isEmpty();
	}

	@Test
	void aRoleThatUsesUpWhatItWasGivenIsMeantTo() {
		this.instances = 1;
		this.server = reading("PostgreSQL", new ConnectionLimit(ConnectionLimit.Scope.ROLE, "shop", 10, 10), 10, 40, 1);
		assertThat(find()).isEmpty();
	}

	@Test
	void clientsOfPgBouncerThatWaitForASecondAreTold() {
		this.instances = 1;
		this.clients = List.of(clients(3, Duration.ofSeconds(1)));
		assertThat(find()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("pgbouncer-clients-wait");
			assertThat(finding.evidence()).contains("3 clients of PgBouncer's pool shop@orders", "one of its 25",
					"longest for 1 s");
		});
		this.clients = List.of(clients(3, Duration.ofMillis(999)));
		assertThat(find()).isEmpty();
	}

	@Test
	void aDatabaseThatIsPausedIsTold() {
		this.instances = 1;
		this.databases = List.of(database(true, false));
		assertThat(find()).extracting(Finding::id).containsExactly("pgbouncer-paused");
		assertThat(find().get(0).fix()).contains("RESUME orders");
		this.databases = List.of(database(false, true));
		assertThat(find().get(0).fix()).contains("ENABLE orders");
	}

	private List<Finding> find() {
		return ServerRules
			.of(new ServerFacts(10, this.instances, this.pooler, this.server, this.clients, this.databases));
	}

	private static ServerReading reading(String product, ConnectionLimit limit, int own, int used, int instances) {
		return new ServerReading(product, "1", "orders", "shop", limit, used, own, 0, instances, Map.of());
	}

	private static ConsolePool clients(int waiting, Duration maxWait) {
		return new ConsolePool("orders", "shop", PoolMode.TRANSACTION, 30, waiting, 25, 0, 0, maxWait, 25, 0);
	}

	private static ConsoleDatabase database(boolean paused, boolean disabled) {
		return new ConsoleDatabase("orders", 25, 0, paused, disabled);
	}

}
