package io.github.connectionpool.internal.sql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlDialect}.
 */
class SqlDialectTests {

	@ParameterizedTest
	@CsvSource({ ", UNKNOWN", "'', UNKNOWN", "jdbc:, UNKNOWN", "not a url, UNKNOWN",
			"jdbc:postgresql://localhost/db, POSTGRESQL", "jdbc:pgsql://localhost/db, POSTGRESQL",
			"jdbc:mysql://localhost/db, MYSQL", "JDBC:MYSQL:replication://a/db, MYSQL",
			"jdbc:mariadb:sequential:a/db, MYSQL", "jdbc:tc:postgresql:18:///db, POSTGRESQL",
			"jdbc:p6spy:mysql://localhost/db, MYSQL", "jdbc:aws-wrapper:postgresql://localhost/db, POSTGRESQL",
			"jdbc:h2:mem:mysql, STANDARD", "jdbc:h2:mem:test;MODE=MySQL, STANDARD",
			"jdbc:oracle:thin:@localhost:1521/db, STANDARD", "jdbc:sqlserver://localhost;databaseName=mysql, UNKNOWN",
			"jdbc:sqlite:postgresql.db, UNKNOWN", "jdbc:redshift://localhost/db, UNKNOWN" })
	void findsTheDialectOfAUrl(@Nullable String jdbcUrl, SqlDialect expected) {
		assertThat(SqlDialect.of(jdbcUrl)).isEqualTo(expected);
	}

}
