package io.github.connectionpool.sample.scenario;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SampleTest
class LongScenarioTests {

	private final RestTestClient client;

	private final JdbcClient jdbc;

	private final HikariPoolMXBean pool;

	@Autowired
	LongScenarioTests(RestTestClient client, JdbcClient jdbc, DataSource dataSource) throws SQLException {
		this.client = client;
		this.jdbc = jdbc;
		this.pool = dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean();
	}

	@AfterEach
	void everyConnectionComesBack() {
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(this.pool.getActiveConnections()).isZero());
	}

	/** The first goes on until the last has begun, on a slow machine as well. */
	@Test
	void theDatabaseSeesWhatEachScenarioDoes() {
		this.client.get().uri("/scenarios").exchange().expectStatus().isOk();
		start("slow-query?seconds=20");
		start("long-transaction?seconds=20");
		start("http-in-transaction?seconds=20");
		start("slow-stream?seconds=20");
		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
			assertThat(this.pool.getActiveConnections()).isEqualTo(4);
			assertThat(whatOtherConnectionsDo()).contains("active: select pg_sleep($1)",
					"idle in transaction: insert into audit (what) values ('A shelf was counted')",
					"idle in transaction: insert into audit (what) values ('A payment was requested')",
					"idle in transaction: select order_id from order_lines");
		});
	}

	@Test
	void aNestedTransactionOnItsOwnFindsItsSecondConnection() {
		start("nested-requires-new?seconds=1");
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(
					() -> assertThat(this.jdbc.sql("select count(*) from audit where what = 'An order was placed'")
						.query(Long.class)
						.single()).isPositive());
	}

	@Test
	void asManyNestedTransactionsAsThereAreConnectionsWaitForEachOther() {
		start("nested-requires-new?seconds=1&parallel=5");
		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
			assertThat(this.pool.getActiveConnections()).isEqualTo(5);
			assertThat(this.pool.getThreadsAwaitingConnection()).isEqualTo(5);
		});
	}

	private void start(String scenario) {
		this.client.post().uri("/scenarios/" + scenario).exchange().expectStatus().isAccepted();
	}

	private Iterable<String> whatOtherConnectionsDo() {
		return this.jdbc.sql("""
				select state || ': ' || query from pg_stat_activity
				where backend_type = 'client backend' and pid <> pg_backend_pid()
				""").query(String.class).list();
	}

}
