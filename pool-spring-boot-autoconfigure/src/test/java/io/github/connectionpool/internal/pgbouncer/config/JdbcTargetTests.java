package io.github.connectionpool.internal.pgbouncer.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcTarget}.
 */
class JdbcTargetTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "jdbc:postgresql://db:5433/shop?user=a | db | 5433 | shop",
			"jdbc:postgresql://db/shop | db | 5432 | shop", "jdbc:postgresql:///shop | localhost | 5432 | shop",
			"jdbc:postgresql://[::1]:6432/shop | ::1 | 6432 | shop", "jdbc:postgresql://[::1]/shop | ::1 | 5432 | shop",
			"jdbc:postgresql://a:1,b:2/shop?x=/y | a | 1 | shop",
			"jdbc:p6spy:postgresql://db/the%20shop | db | 5432 | the shop" })
	void readsAUrl(String url, String host, int port, String database) {
		assertThat(JdbcTarget.of(url)).isEqualTo(new JdbcTarget(host, port, database));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "jdbc:h2:mem:", "jdbc:postgresql:shop", "jdbc:postgresql://", "jdbc:postgresql://db",
			"jdbc:postgresql://db/", "jdbc:postgresql://db/?user=a", "jdbc:postgresql://db:x/shop",
			"jdbc:postgresql://db:0/shop", "jdbc:postgresql://db/a%0Ab", "jdbc:postgresql://db/%",
			"jdbc:postgresql://me:S3cret@db:5432/shop", "jdbc:postgresql://me:12/S3cret@db/shop",
			"jdbc:postgresql://?/", "jdbc:mysql://db/shop", "jdbc:postgresql://db\n/shop" })
	void doesNotGuess(String url) {
		assertThat(JdbcTarget.of(url)).isNull();
	}

	@Test
	void noUrlIsNoTarget() {
		assertThat(JdbcTarget.of(null)).isNull();
	}

}
