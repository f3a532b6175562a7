package io.github.connectionpool.internal.sql;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SqlLexerTests {

	@ParameterizedTest
	@CsvSource(delimiterString = "=>", quoteCharacter = '~',
			value = { "POSTGRESQL => a1 \"b\"\"c\" 'd''e' 1.5e-3 $1 ? => W-N-L-U-P-O",
					"POSTGRESQL => E'it\\'s' N'x' x => XL-XL-W", "POSTGRESQL => $$it's$$ $t$ $$ $t$ => L-L",
					"POSTGRESQL => `a` #b => OWO-OW", "POSTGRESQL => a/* /* */ */-- b => WCC",
					"MYSQL => `a` \"b\" 'c' # d => N-L-L-C", "MYSQL => $1 --1 => OU-OOU",
					"STANDARD => \"a\" 'b\\' c => N-L-W", "UNKNOWN => \"a\" 'b' .5 . => L-L-U-O" })
	void readsTheTokensOfADialect(SqlDialect dialect, String sql, String kinds) {
		SqlLexer lexer = new SqlLexer(sql, dialect);
		StringBuilder read = new StringBuilder();
		while (lexer.next()) {
			read.append(switch (lexer.kind()) {
				case WORD -> 'W';
				case PREFIX -> 'X';
				case NAME -> 'N';
				case LITERAL -> 'L';
				case NUMBER -> 'U';
				case PARAMETER -> 'P';
				case COMMENT -> 'C';
				case SPACE -> '-';
				case OTHER -> 'O';
			});
			assertThat(lexer.isDoubtful()).isFalse();
		}
		assertThat(read).hasToString(kinds);
	}

	@ParameterizedTest
	@EnumSource
	void tokensFollowEachOtherToTheEnd(SqlDialect dialect) {
		String sql = "select 'a', \"b\", `c`, $d$ e $d$, /* f */ 1e5 -- g\r\n, [h] \0 E'\\'' é '";
		SqlLexer lexer = new SqlLexer(sql, dialect);
		int at = 0;
		while (lexer.next()) {
			assertThat(lexer.start()).isEqualTo(at);
			assertThat(lexer.end()).isGreaterThan(at);
			at = lexer.end();
		}
		assertThat(at).isEqualTo(sql.length());
	}

	@Test
	void quotedTextIsBetweenTheQuotes() {
		assertThat(contents("select 'a''b', \"c\", $t$d$t$, 'e")).containsExactly("a''b", "c", "d", "e, not closed");
	}

	private static List<String> contents(String sql) {
		List<String> contents = new ArrayList<>();
		SqlLexer lexer = new SqlLexer(sql, SqlDialect.POSTGRESQL);
		while (lexer.next()) {
			if (lexer.kind() == SqlLexer.Kind.LITERAL || lexer.kind() == SqlLexer.Kind.NAME) {
				contents.add(sql.substring(lexer.contentStart(), lexer.contentEnd())
						+ (lexer.isClosed() ? "" : ", not closed"));
			}
		}
		return contents;
	}

}
