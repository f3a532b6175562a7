package io.github.connectionpool.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link SqlMasker} lets no secret through, on random SQL of a fixed seed. The
 * secrets are {@code S} and {@code 9090}.
 */
@Tag("any-jdk")
class SqlMaskerSecretTests {

	private static final int RUNS = 20_000;

	private static final List<String> PLAIN = List.of("select", "a_1", "t2.b", "=", "(", ")", ",", "||", "?", ":name",
			"and", "E", "escape", "'\\\\'", "''", "''''");

	private final Random random = new Random(20261121);

	@ParameterizedTest
	@MethodSource("servers")
	void showsNoSecretOfAServerWhoseDialectIsKnown(Server server) {
		for (int i = 0; i < RUNS; i++) {
			assertNoSecret(sql(server), server.dialect);
		}
	}

	@ParameterizedTest
	@MethodSource("servers")
	void showsNoSecretOfAServerWhoseDialectIsUnknown(Server server) {
		for (int i = 0; i < RUNS; i++) {
			assertNoSecret(sql(server), SqlDialect.UNKNOWN);
		}
	}

	@ParameterizedTest
	@EnumSource
	void showsAllNamesWhereNothingIsInDoubt(SqlDialect dialect) {
		for (int i = 0; i < RUNS / 10; i++) {
			List<String> sql = new ArrayList<>();
			for (int j = 0; j < 5; j++) {
				sql.add(any(List.of("'S'", "9090", "'it''s S'", "/* S' */", "-- S'\n", "N'S'")));
				sql.add("name_" + j);
			}
			String masked = SqlMasker.mask(String.join(" ", sql), dialect);
			assertThat(masked).contains("name_0", "name_1", "name_2", "name_3", "name_4").doesNotContain("S", "9090");
		}
	}

	@Test
	void survivesAnyText() {
		String alphabet = "'\"`$\\/*-#[]{}()eEqQnNuU&xXbB!MaZ_0159.+?:; \n\r\t\0\u00a0\u0660é\ud83d\ude00\u2028";
		for (int i = 0; i < RUNS; i++) {
			StringBuilder sql = new StringBuilder();
			for (int j = this.random.nextInt(60); j > 0; j--) {
				sql.append(alphabet.charAt(this.random.nextInt(alphabet.length())));
			}
			for (SqlDialect dialect : SqlDialect.values()) {
				int maxLength = 1 + this.random.nextInt(40);
				String masked = SqlMasker.mask(sql.toString(), dialect, maxLength);
				assertThat(masked.length()).isLessThanOrEqualTo(maxLength + "… (60 more characters)".length());
				assertThat(masked.codePoints().map(Character::getType)).doesNotContain((int) Character.CONTROL,
						(int) Character.SURROGATE);
			}
		}
	}

	private String sql(Server server) {
		StringBuilder sql = new StringBuilder();
		for (int i = this.random.nextInt(8); i >= 0; i--) {
			sql.append(any(this.random.nextBoolean() ? server.pieces : PLAIN)).append(any(List.of(" ", "\n", " , ")));
		}
		return sql.toString();
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private void assertNoSecret(String sql, SqlDialect dialect) {
		int end = this.random.nextBoolean() ? sql.length() : this.random.nextInt(sql.length());
		int maxLength = this.random.nextBoolean() ? 4000 : 1 + this.random.nextInt(50);
		assertThat(SqlMasker.mask(sql.substring(0, end), dialect, maxLength)).as("%s: %s", dialect, sql)
			.doesNotContain("S", "9090");
	}

	static Stream<Server> servers() {
		return Stream.of(
				new Server("PostgreSQL", SqlDialect.POSTGRESQL,
						List.of("'S'", "'it''s S'", "'S\\\\'", "'S\\'", "escape '\\'", "E'S\\'S'", "e'\\\\\\'S'",
								"E'a'\n'\\'S'", "E'a' --'\n '\\'S'", "$$S'$$", "$t$ $$ ' S$t$", "$é$S$é$", "U&'S'",
								"N'S''S'", "/* ' /* S */ S' */", "-- S'\n", "--S'\n", "-- S' $$\r", "\"it's\"",
								"ARRAY['S','S']", "1$$S'$$", "9090", ".9090", "0x9090", "`", "#", "a$1", "$1", "b$$")),
				new Server("PostgreSQL, standard_conforming_strings=off", SqlDialect.POSTGRESQL,
						List.of("'S\\'S'", "'\\'' || 'S'", "'\\\\' || 'S'", "E'\\'S'")),
				new Server("MySQL", SqlDialect.MYSQL,
						List.of("'S'", "\"S\"", "'S\\'S'", "\"it's S\\\"S\"", "'\"S'", "'\\\\S'", "`it's`", "`a``\"b`",
								"# S'\n", "-- S\"\n", "a--'S'", "/* S' */", "/*!50000 '*/S' */", "/*M! '*/S' */",
								"$$a$", "$$ 'S$$'", "N'S'", "_utf8'S'", "@'S'", "9090", "0x9090", "1e+9090",
								"/* /* */ 'S'", "x'9090'")),
				new Server("MySQL, NO_BACKSLASH_ESCAPES", SqlDialect.MYSQL,
						List.of("'S\\'", "'\\' || 'S'", "\"S\\\"", "\"\\\" || 'S'", "escape '\\'", "'S'")),
				new Server("MySQL, ANSI_QUOTES", SqlDialect.MYSQL, List.of("\"a\\\"", "'S\"S'", "\"a\"", "'S\\'S'")),
				new Server("H2", SqlDialect.STANDARD,
						List.of("'S'", "'S\\'", "\"it's\"", "`it's`", "`a`", "$$S'$$", "// S'\n", "/* /* */ S' */",
								"--S'\r", "--S'\n", "ARRAY['S']", "N'S'", "9090", "escape '\\'", "q", "[1]")),
				new Server("Oracle", SqlDialect.STANDARD,
						List.of("'S'", "q'[it's S]'", "NQ'!S'S!'", "q'''S''S'", "\"it's\"", "/* /* */ 'S'", "--'S\n",
								"v$x", "emp#", "\u00a0q'[it's S]'", "n'S'", "9090d")),
				new Server("SQL Server", SqlDialect.UNKNOWN,
						List.of("'S'", "[it's]", "[a--b]", "[a]", "\"S\"", "N'S'", "#t", "$9090", "@p1", "0x9090",
								"/* /* */ S' */", "--S'\n", "[a#'b]", "'S\\'")),
				new Server("BigQuery", SqlDialect.UNKNOWN,
						List.of("'S\\'S'", "'''it's S'''", "\"\"\"it\"'s S\"\"\"", "r'S\\'S'", "# S'\n", "--S'\n",
								"`it's`", "\"S\"")),
				new Server("Informix", SqlDialect.UNKNOWN, List.of("'S'", "\"S\"", "{ it's }", "--S'\n", "9090")));
	}

	/** Texts that hold a secret only in what this server, so configured, does not run. */
	private record Server(String name, SqlDialect dialect, List<String> pieces) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
