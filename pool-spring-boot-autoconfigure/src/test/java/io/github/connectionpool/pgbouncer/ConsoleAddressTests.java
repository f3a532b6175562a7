package io.github.connectionpool.pgbouncer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConsoleAddressTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "jdbc:postgresql://db:6432/pgbouncer", " jdbc:postgresql://db:6432/pgbouncer?user=monitor ",
					"jdbc:postgresql://db:6432/pgbouncer?sslmode=require&password=secret" })
	void knowsTheHostOfAConsole(String url) {
		assertThat(ConsoleAddress.of(url)).isEqualTo(new ConsoleAddress(url.trim(), "db:6432"));
	}

	@Test
	void saysWhatIsWrongWithTheUrlOfADatabase() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ConsoleAddress.of("jdbc:postgresql://db:6432/shop?password=secret"))
			.withMessageContaining("'jdbc:postgresql://db:6432/shop' is the URL of the database 'shop'")
			.withMessageContaining("jdbc:postgresql://host:port/pgbouncer")
			.withMessageNotContaining("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost:6432", "jdbc:mysql://db/pgbouncer", "postgresql://me:secret@db/pgbouncer",
			"jdbc:postgresql:pgbouncer", "jdbc:postgresql:///pgbouncer", "jdbc:postgresql://db:6432",
			"jdbc:postgresql://db:6432/" })
	void refusesWhatIsNoConsole(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> ConsoleAddress.of(url))
			.withMessageContaining("it has to be jdbc:postgresql://host:port/pgbouncer")
			.withMessageNotContaining("secret");
	}

}
