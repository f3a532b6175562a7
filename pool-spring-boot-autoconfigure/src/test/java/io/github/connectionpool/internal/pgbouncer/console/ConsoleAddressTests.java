package io.github.connectionpool.internal.pgbouncer.console;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.internal.poll.Failures;
import io.github.connectionpool.internal.sql.JdbcUrl;

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
	@ValueSource(strings = { "jdbc:postgresql://db:6432/pgbouncer;password=S3cret",
			"jdbc:postgresql://user:S3c/ret5@h/pgbouncer", "jdbc:postgresql://user:S3cret@h/pgbouncer",
			"jdbc:postgresql://user:S3c?ret5@h/pgbouncer", "jdbc:postgresql://user:12/S3cret@h/pgbouncer",
			"jdbc:postgresql://user:S3cret%40h/pgbouncer", "jdbc:postgresql://user:12/S3cret%40h/pgbouncer",
			"jdbc:postgresql://db:S3cret/pgbouncer", "jdbc:postgresql://db/pgbouncer/S3cret",
			"jdbc:postgresql://db/pgbouncer&password=S3cret", "jdbc:postgresql:user:S3cret@h/pgbouncer",
			"jdbc:user/S3cret@//h/pgbouncer", "postgresql://user:S3cret@h/pgbouncer", "user=me password=S3cret",
			"jdbc:postgresql://h/d?password=S3cret", "jdbc:postgresql://h/d?password=S3 cret" })
	void tellsNoSecretWhereverItStands(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> ConsoleAddress.of(url))
			.withMessageNotContaining("S3c")
			.withMessageNotContaining("ret5")
			.withMessageNotContaining("cret");
		String message = "No suitable driver found for " + (url.startsWith("jdbc:") ? url : "jdbc:" + url);
		assertThat(JdbcUrl.of(url).masked() + JdbcUrl.maskIn(message) + Failures.message(new SQLException(message)))
			.doesNotContain("S3c", "ret5", "cret");
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
