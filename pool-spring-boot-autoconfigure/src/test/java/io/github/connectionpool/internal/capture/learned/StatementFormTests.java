package io.github.connectionpool.internal.capture.learned;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatementFormTests {

	@Test
	void literalsBlanksAndTheLengthOfListsDoNotMatter() {
		long form = StatementForm.of("select * from t1 where a = 1 and b in ('x', 'y') and c = ?");
		assertThat(StatementForm.of("select  *\nfrom t1 where a=4711.5 and b in ('z') and c = ?")).isEqualTo(form);
		assertThat(StatementForm.of("select * from t1 where a = ? and b in (?, ?, ?, ?) and c = 'c'")).isEqualTo(form);
	}

	@Test
	void namesMatter() {
		long form = StatementForm.of("select * from t1 where a = 1");
		assertThat(StatementForm.of("select * from t2 where a = 1")).isNotEqualTo(form);
		assertThat(StatementForm.of("select * from t1 where b = 1")).isNotEqualTo(form);
		assertThat(StatementForm.of("select 1, b from t")).isEqualTo(StatementForm.of("select 2 ,b from t"))
			.isNotEqualTo(StatementForm.of("select 1 b from t"));
		assertThat(StatementForm.of("select * from t1 where a > 1")).isNotEqualTo(form);
		assertThat(StatementForm.of("select a, b from t1")).isNotEqualTo(StatementForm.of("select a b from t1"));
	}

	@Test
	void ofALongTextTheBeginningAndTheEndAreRead() {
		String begin = "select a from t where x in (".repeat(10);
		String end = ") order by long_name".repeat(20);
		long form = StatementForm.of(begin + "y,".repeat(1_000_000) + end);
		assertThat(StatementForm.of(begin + "z".repeat(2_000_000) + end)).isEqualTo(form);
		assertThat(StatementForm.of("x" + begin + "y".repeat(100) + end)).isNotEqualTo(form);
		assertThat(StatementForm.of(begin + "y".repeat(100) + end + "x")).isNotEqualTo(form);
	}

	@Test
	void ofALongTextListsAndLiteralsThatAreCutDoNotMatter() {
		long numbers = StatementForm.of(list(300, (i) -> "" + i));
		long texts = StatementForm.of(list(300, (i) -> "'it''s x" + i + "'"));
		assertThat(StatementForm.of(list(3, (i) -> "" + i))).isEqualTo(numbers);
		assertThat(StatementForm.of(list(3, (i) -> "'x'"))).isEqualTo(texts);
		for (int first = 0; first < 200; first++) {
			int from = first;
			assertThat(StatementForm.of(list(200 + first, (i) -> "" + (from * 37 + i)))).isEqualTo(numbers);
			assertThat(StatementForm.of(list(200 + first, (i) -> "'" + "y".repeat(from + i % 7) + "'")))
				.isEqualTo(texts);
		}
	}

	@Test
	void ofALongTextNamesMatterAtBothEnds() {
		long form = StatementForm.of(list(300, (i) -> "" + i));
		assertThat(StatementForm.of(list(300, (i) -> "" + i).replace("t2", "t3"))).isNotEqualTo(form);
		assertThat(StatementForm.of(list(300, (i) -> "" + i).replace("t1", "t3"))).isNotEqualTo(form);
		assertThat(StatementForm.of(list(300, (i) -> "" + i).replace("1.5", ".25"))).isNotEqualTo(form);
		assertThat(StatementForm.of(list(300, (i) -> "" + i).replace("1.5", "2.25"))).isEqualTo(form);
	}

	private static String list(int count, IntFunction<String> literal) {
		return IntStream.range(0, count)
			.mapToObj(literal)
			.collect(Collectors.joining(", ", "select t1.a from t1 where t1.id in (",
					") and a.c > 1.5 order by t2.id, b limit 10"));
	}

	@Test
	void anOpenQuoteAndNothingAtAllAreForms() {
		assertThat(StatementForm.of("select 'x")).isEqualTo(StatementForm.of("select 'yy"));
		assertThat(StatementForm.of("")).isEqualTo(StatementForm.of(" \n"));
	}

}
