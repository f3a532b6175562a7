package io.github.connectionpool.internal.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.endpoint.ConnectionPoolEndpointWebExtension;
import io.github.connectionpool.internal.sql.SqlDialect;
import io.github.connectionpool.internal.sql.SqlMasker;

import static org.assertj.core.api.Assertions.assertThat;

class ExcerptTests {

	private static final String PAIR = "\uD83D\uDE00";

	@Test
	void whatIsShortIsShownWhole() {
		assertThat(Excerpt.of("a" + PAIR, 3, 0)).isEqualTo("a" + PAIR);
	}

	@Test
	void noPairIsCutInTwo() {
		assertThat(Excerpt.of("ab" + PAIR, 3, 0)).isEqualTo("ab… (2 more characters)");
	}

	@Test
	void noPairIsCutInTwoWhereTheRestWasNotRead() {
		assertThat(Excerpt.of("ab\uD83D", 3, 5)).isEqualTo("ab… (6 more characters)");
	}

	@ParameterizedTest
	@ValueSource(ints = { 5, 6, 7, 8, 9, 10, 11, 12 })
	void noNameOfAStatementIsCutInThePair(int maxLength) {
		assertThat(SqlMasker.mask("select " + PAIR + PAIR + " from t", SqlDialect.POSTGRESQL, maxLength))
			.doesNotContain("\uFFFD");
	}

	@Test
	void noEchoIsCutInThePair() {
		String echo = ConnectionPoolEndpointWebExtension.echo("a".repeat(99) + PAIR.repeat(50));
		assertThat(echo).endsWith("…").doesNotContain("\uFFFD");
		assertThat(Character.isHighSurrogate(echo.charAt(echo.length() - 2))).isFalse();
		assertThat(ConnectionPoolEndpointWebExtension.echo("a\u202eb\u001b")).isEqualTo("a b ");
	}

}
