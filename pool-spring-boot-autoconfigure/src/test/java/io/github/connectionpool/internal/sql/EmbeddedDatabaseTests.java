package io.github.connectionpool.internal.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedDatabaseTests {

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:test;MODE=PostgreSQL", "jdbc:h2:file:~/shop", "jdbc:h2:./shop", "jdbc:h2:~/x",
			"jdbc:hsqldb:mem:x", "jdbc:hsqldb:file:x", "jdbc:hsqldb:res:x", "jdbc:derby:memory:x;create=true",
			"jdbc:derby:shop", "jdbc:sqlite:shop.db", "jdbc:sqlite::memory:", "jdbc:p6spy:h2:mem:x", "JDBC:H2:MEM:X",
			" jdbc:duckdb:" })
	void databaseInMemoryOrInAFileIsEmbedded(String url) {
		assertThat(EmbeddedDatabase.isEmbedded(url)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:tcp://host/x", "jdbc:h2:ssl://host/x", "jdbc:hsqldb:hsql://host/x",
			"jdbc:hsqldb:https://host/x", "jdbc:derby://host:1527/x", "jdbc:postgresql://host/h2",
			"jdbc:postgresql:h2:x", "jdbc:mysql://h/x", "jdbc:tc:postgresql:16:///d", "", "h2" })
	void databaseThatIsReachedByNetworkIsNot(String url) {
		assertThat(EmbeddedDatabase.isEmbedded(url)).isFalse();
	}

	@Test
	void unknownUrlIsNot() {
		assertThat(EmbeddedDatabase.isEmbedded(null)).isFalse();
	}

}
