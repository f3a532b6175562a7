package io.github.connectionpool.internal.capture.learned;

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
	void anOpenQuoteAndNothingAtAllAreForms() {
		assertThat(StatementForm.of("select 'x")).isEqualTo(StatementForm.of("select 'yy"));
		assertThat(StatementForm.of("")).isEqualTo(StatementForm.of(" \n"));
	}

}
