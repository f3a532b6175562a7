package io.github.connectionpool.internal.sql;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static io.github.connectionpool.internal.sql.SqlDialect.MYSQL;
import static io.github.connectionpool.internal.sql.SqlDialect.POSTGRESQL;
import static io.github.connectionpool.internal.sql.SqlDialect.STANDARD;
import static io.github.connectionpool.internal.sql.SqlDialect.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link SqlMasker}.
 */
@Tag("any-jdk")
class SqlMaskerTests {

	@ParameterizedTest
	@EnumSource
	void masksWhatEveryServerReadsAlike(SqlDialect dialect) {
		assertMasked(dialect, "", "");
		assertMasked(dialect, "select a, t1.b_2 from t1 where c = ?", "select a, t1.b_2 from t1 where c = ?");
		assertMasked(dialect, "a = 'x' and b='it''s' or c=''", "a = ? and b=? or c=?");
		assertMasked(dialect, "limit 10 offset -5", "limit ? offset -?");
		assertMasked(dialect, "values (1.5,.5,1.e5,1e10,1.2E-5,0x1F,0b11,1_000)", "values (?,?,?,?,?,?,?,?)");
		assertMasked(dialect, "N'x' X'1F' b'01' DATE'2026-11-21'", "? ? ? DATE?");
		assertMasked(dialect, "a = ?1 and b = :2 and c = :name", "a = ? and b = :? and c = :name");
		assertMasked(dialect, "a /* it's */ b -- it's\nc -- it's\r\nd", "a /*…*/ b /*…*/ c /*…*/ d");
		assertMasked(dialect, "a like ? escape '\\' and b = 'x'", "a like ? escape ? and b = ?");
		assertMasked(dialect, "größe = '\ud83d\ude00'", "größe = ?");
		assertMasked(dialect, "{fn abs(1)}", "{fn abs(?)}");
	}

	@ParameterizedTest
	@EnumSource(names = "UNKNOWN", mode = Mode.EXCLUDE)
	void readsJdbcEscapesOfEveryKnownServer(SqlDialect dialect) {
		assertMasked(dialect, "a = {ts '2026-11-21 02:47:00'} and b", "a = {ts ?} and b");
	}

	@ParameterizedTest
	@EnumSource
	void masksToTheEndWhatIsNeverClosed(SqlDialect dialect) {
		assertMasked(dialect, "a = 'x and b = 1", "a = ?");
		assertMasked(dialect, "a = \"x and b = 1", "a = ?");
		assertMasked(dialect, "a /* b = 1", "a /*…*/");
		assertMasked(dialect, "a -- b = 1", "a /*…*/");
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "=>", quoteCharacter = '~',
			value = { "select \"it's 1\" from t where a = 'C:\\x' => select \"it's 1\" from t where a = ?",
					"a = E'it\\'s' and b = e'\\\\' and c = 'x'  => a = ? and b = ? and c = ?",
					"fooE'x' and \"a\"E'it\\'s'                 => fooE? and \"a\"?",
					"a = $1 and b = $2::int                     => a = $1 and b = $2::int",
					"a = $$it's$$ and b = $t$x $$ y$t$ c        => a = ? and b = ? c",
					"a = $t$x and b = 1                         => a = ?",
					"a$1 = b$$ and c = 'x$$'                    => a$1 = b$$ and c = ?",
					"a /* b /* it's */ c */ d                   => a /*…*/ d",
					"\"a\\\" = 'x'                             => \"a\\\" = ?",
					"a = $1$$it's$$ and b                       => a = $1? and b",
					"a--it's                                    => a/*…*/",
					"arr[1] = ARRAY['x', 'y'] and j #>> '{a}'   => arr[?] = ARRAY[?, ?] and j #>> ?",
					"j->>'k' = U&'d\\0061' || '/*' || '--'      => j->>? = U&? || ? || ?" })
	void readsPostgreSql(String sql, String expected) {
		assertMasked(POSTGRESQL, sql, expected);
	}

	@Test
	void readsNoPostgreSqlLiteralThatGoesOnInAnotherLine() {
		assertMasked(POSTGRESQL, "a = E'x'\n'it\\'s' and b", "a = ?… (14 more characters)");
		assertMasked(POSTGRESQL, "a = E'x'--\n'it\\'s' and b", "a = ?… (16 more characters)");
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "=>", quoteCharacter = '~',
			value = { "`it's 1` = \"it's\" and b = 'say \"x\"' => `it's 1` = ? and b = ?",
					"a = 'C:\\\\' and b = 'x'                   => a = ? and b = ?",
					"a # it's                                   => a /*…*/",
					"a = q'x' + nq'x' + '''x'''                 => a = q? + nq? + ?",
					"`a\\` = 'x'                                => `a\\` = ?",
					"a--'x' and `b```                           => a--? and `b```",
					"a$$ = 'x$$' and $b$ = @'c'                 => a$$ = ? and $b$ = @?",
					"a /*+ MAX_EXECUTION_TIME(1000) */ b        => a /*…*/ b" })
	void readsMySql(String sql, String expected) {
		assertMasked(MYSQL, sql, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "=>", quoteCharacter = '~',
			value = { "\"it's 1\" = 'C:\\' and emp# = 'x' => \"it's 1\" = ? and emp# = ?",
					"v$session.a = `b` and c = $1         => v$session.a = `b` and c = $?",
					"a = E'\\' and b = 'x'                 => a = ? and b = ?",
					"arr[1] = 2--it's                     => arr[?] = ?/*…*/" })
	void readsStandardSql(String sql, String expected) {
		assertMasked(STANDARD, sql, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "=>", quoteCharacter = '~',
			value = { "[dbo].[a b] = \"x\" and `c` = 'x' and @p1 = 1 => [dbo].[a b] = ? and `c` = ? and @p1 = ?",
					"a = 'x\\\\' and b                               => a = ? and b" })
	void readsOfAnUnknownDialectWhatIsNotInDoubt(String sql, String expected) {
		assertMasked(UNKNOWN, sql, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "=>", quoteCharacter = '~',
			value = { "POSTGRESQL MYSQL UNKNOWN => 'it\\'s'", "POSTGRESQL MYSQL UNKNOWN => 'x\\'",
					"POSTGRESQL MYSQL UNKNOWN => '\\''", "MYSQL UNKNOWN => \"it\\\"s\"",
					"POSTGRESQL MYSQL STANDARD UNKNOWN => 1'x'", "POSTGRESQL MYSQL STANDARD UNKNOWN => 1E'x'",
					"POSTGRESQL MYSQL STANDARD UNKNOWN => 1$$ it's $$", "MYSQL UNKNOWN => /*! it's */",
					"MYSQL UNKNOWN => /*M!50000 it's */", "MYSQL STANDARD UNKNOWN => /* /* */ it's */",
					"STANDARD UNKNOWN => q'[it's]'", "STANDARD UNKNOWN => nQ'{it's}'", "STANDARD UNKNOWN => // it's",
					"STANDARD UNKNOWN => $$it's$$", "STANDARD UNKNOWN => $t$it's$t$", "STANDARD UNKNOWN => `it's`",
					"MYSQL STANDARD UNKNOWN => [it's]", "MYSQL STANDARD UNKNOWN => [a--b]", "UNKNOWN => {it's}",
					"UNKNOWN => # it's", "UNKNOWN => --it's", "UNKNOWN => '''it's'''", "UNKNOWN => \"\"\"it's\"\"\"" })
	void showsNothingFromWhereServersDiffer(String dialects, String doubtful) {
		for (String dialect : dialects.split(" ", -1)) {
			String rest = doubtful + " b";
			assertMasked(SqlDialect.valueOf(dialect), "a = " + rest, "a = ?… (" + rest.length() + " more characters)");
		}
	}

	@ParameterizedTest
	@EnumSource(names = "STANDARD", mode = Mode.EXCLUDE)
	void trustsABackslashInAnEscapeClauseOnly(SqlDialect dialect) {
		assertMasked(dialect, "a like ? ESCAPE\n'\\' and b", "a like ? ESCAPE ? and b");
		assertMasked(dialect, "escape || '\\'", "escape || ?… (3 more characters)");
		assertMasked(dialect, "a like ? escape '\\'' and b", "a like ? escape ?… (10 more characters)");
	}

	@ParameterizedTest
	@EnumSource
	void showsNothingFromWhatMayBeASpaceOrALineEnd(SqlDialect dialect) {
		for (String doubtful : List.of("\u00a0q'[it's]'", "e\u2007'", "\ud83d", "\ud83d\ude00", "\u0663", "-- \rx",
				"-- \\\nx", "\0")) {
			assertMasked(dialect, "a = " + doubtful, "a = ?… (" + doubtful.length() + " more characters)");
		}
	}

	@Test
	void masksBeforeItCuts() {
		assertThat(SqlMasker.mask("select 'secret', b from t", UNKNOWN, 10))
			.isEqualTo("select ?, … (8 more characters)");
		assertThat(SqlMasker.mask("abc", UNKNOWN, 3)).isEqualTo("abc");
		assertThat(SqlMasker.mask("abcd", UNKNOWN, 3)).isEqualTo("abc… (1 more characters)");
		assertThatIllegalArgumentException().isThrownBy(() -> SqlMasker.mask("a", UNKNOWN, 0))
			.withMessage("maxLength must be at least 1, was 0");
	}

	@Test
	void readsNoMoreThanItMust() {
		String sql = "a = '" + "x".repeat(1000) + "' and b";
		assertThat(SqlMasker.mask(sql, UNKNOWN, 100)).isEqualTo("a = ? and b");
		assertThat(SqlMasker.mask(sql, UNKNOWN, 10)).isEqualTo("a = ?… (852 more characters)");
		assertThat(SqlMasker.mask("a, ".repeat(1_000_000), UNKNOWN)).startsWith("a, a, ")
			.hasSize(4000 + "… (2996000 more characters)".length())
			.endsWith("… (2996000 more characters)");
	}

	@Test
	void limitsWithoutMasking() {
		assertThat(SqlMasker.limit("a = 'x'\r\n\0\u001b[31m\u2028\u202e")).isEqualTo("a = 'x'    [31m  ");
		assertThat(SqlMasker.limit("\ud83d\ude00 \ud83d \ude00")).isEqualTo("\ud83d\ude00 \ufffd \ufffd");
		assertThat(SqlMasker.limit("x".repeat(4000))).isEqualTo("x".repeat(4000));
		assertThat(SqlMasker.limit("x".repeat(3999) + "\ud83d\ude00y"))
			.isEqualTo("x".repeat(3999) + "… (3 more characters)");
	}

	@Test
	void staysLinearOnHostileText() {
		for (String piece : List.of("'", "\"", "`", "[", "{", "[[]", "$", "$a", "$a$b", "/*", "*/", "--", "--\n", "#\n",
				"\\", "\\'", "E'", "E''\n ", "E''", "E'' a", "escape '\\' ", "escape  ", "1e+", "1.", "q", "u&", "a",
				"?", " ")) {
			String sql = piece.repeat(1_000_000 / piece.length()) + "]}";
			for (SqlDialect dialect : SqlDialect.values()) {
				assertTimeoutPreemptively(Duration.ofSeconds(10), () -> SqlMasker.mask(sql, dialect, 10_000_000),
						piece);
			}
		}
	}

	private static void assertMasked(SqlDialect dialect, String sql, String expected) {
		assertThat(SqlMasker.mask(sql, dialect)).as("%s: %s", dialect, sql).isEqualTo(expected);
	}

}
