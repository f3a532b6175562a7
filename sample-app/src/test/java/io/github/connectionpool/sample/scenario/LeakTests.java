package io.github.connectionpool.sample.scenario;

import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
@TestPropertySource(properties = "spring.datasource.hikari.pool-name=leaking")
@DirtiesContext
class LeakTests {

	private final RestTestClient client;

	private final HikariPoolMXBean pool;

	@Autowired
	LeakTests(RestTestClient client, DataSource dataSource) throws SQLException {
		this.client = client;
		this.pool = dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean();
	}

	@ParameterizedTest
	@CsvSource({ "leak-on-exception, 500", "forgotten-close, 200" })
	void aLeakLeavesOneMoreConnectionOut(String scenario, int status) {
		int before = this.pool.getActiveConnections();
		this.client.post().uri("/scenarios/" + scenario).exchange().expectStatus().isEqualTo(status);
		assertThat(this.pool.getActiveConnections()).isEqualTo(before + 1);
	}

}
