package io.github.connectionpool.internal.capture.learned;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.capture.CallSite;

import static org.assertj.core.api.Assertions.assertThat;

class LearnedLinesTests {

	/** Not one of the sample. */
	private static final long NOT_SAMPLED = 1;

	private static final String SQL = "select name from customers where id = ?";

	private static final long ORIGIN = Keys.add(Keys.NONE, "OrderService.place");

	private final LearnedLines learned = new LearnedLines(0);

	@Test
	void theFirstBorrowsOfAnOriginAreWantedAndThenASampleOfThem() {
		LearnedEntry origin = origin(ORIGIN);
		for (int i = 0; i < LearnedEntry.FIRST; i++) {
			assertThat(wanted(origin, NOT_SAMPLED)).isTrue();
		}
		assertThat(wanted(origin, NOT_SAMPLED)).isFalse();
		assertThat(wanted(origin, LearnedEntry.LEARNING)).isTrue();
	}

	@Test
	void aStatementIsKnownWhenTwoHaveBeenLearnedFrom() {
		LearnedEntry origin = origin(ORIGIN);
		learn(SQL, "find", 10, false);
		assertThat(statementWanted(origin, SQL)).isTrue();
		learn(SQL, "find", 10, false);
		assertThat(statementWanted(origin, SQL)).isFalse();
	}

	@Test
	void oneIn256IsWantedOnceItsLinesAreLearned() {
		LearnedEntry origin = origin(ORIGIN);
		IntStream.range(0, LearnedEntry.LEARNED + 1).forEach((i) -> learn(SQL, "find", 10, false));
		for (int i = 0; i < LearnedEntry.FIRST; i++) {
			assertThat(wanted(origin, NOT_SAMPLED)).isTrue();
		}
		assertThat(wanted(origin, NOT_SAMPLED)).isFalse();
		assertThat(wanted(origin, LearnedEntry.LEARNING)).isFalse();
		assertThat(wanted(origin, LearnedEntry.STEADY)).isTrue();
		learn(SQL, "find", 99, false);
		assertThat(wanted(origin, LearnedEntry.LEARNING)).isTrue();
	}

	@Test
	void originsThatComeOnceHaveFewStacksTaken() {
		int stacks = 0;
		for (int i = 0; i < 100_000; i++) {
			LearnedEntry origin = this.learned.origin(Mix.of(i));
			stacks += this.learned.isBorrowWanted(origin, NOT_SAMPLED, i) ? 1 : 0;
		}
		assertThat(stacks).isBetween(LearnedLines.FIRST_STACKS, LearnedLines.FIRST_STACKS + 1_000);
	}

	@Test
	void aStatementIsWantedAFewTimesAndThenKnown() {
		LearnedEntry origin = origin(ORIGIN);
		for (int i = 0; i < LearnedEntry.FIRST; i++) {
			assertThat(statementWanted(origin, new String(SQL))).isTrue();
		}
		assertThat(statementWanted(origin, SQL)).isFalse();
		assertThat(statementWanted(origin, new String(SQL))).isFalse();
		assertThat(statementWanted(origin(4711), SQL)).isTrue();
	}

	@Test
	void aStatementIsKnownAlsoWithOtherLiterals() {
		LearnedEntry origin = origin(ORIGIN);
		for (int i = 0; i < LearnedEntry.FIRST; i++) {
			assertThat(statementWanted(origin, "select * from t where a in (1, 2) and b = 'x" + i + "'")).isTrue();
		}
		for (int i = 0; i < 1_000; i++) {
			assertThat(statementWanted(origin,
					"select * from t where a in (" + "7, ".repeat(i) + i + ") and b = 'it''s" + i + "'"))
				.isFalse();
		}
	}

	@Test
	void anOriginWithEverNewStatementsIsGivenUp() {
		LearnedEntry origin = origin(ORIGIN);
		int stacks = 0;
		for (int i = 0; i < 10_000; i++) {
			stacks += statementWanted(origin, "select c" + i + " from t") ? 1 : 0;
		}
		assertThat(stacks).isEqualTo(LearnedEntry.MAX_FORMS);
		this.learned.advance(TimeUnit.MINUTES.toNanos(1));
		assertThat(statementWanted(origin(ORIGIN), "select another from t")).isTrue();
	}

	@Test
	void theLineOfTheSameStatementComesBeforeThatOfTheOrigin() {
		learn(SQL, "find", 10, false);
		learn("select 1", "ping", 20, false);
		learn("select 1", "ping", 20, false);
		assertThat(likely(SQL).candidates()).extracting(LikelyLines.Candidate::seen, LikelyLines.Candidate::of)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(1, 1));
		assertThat(lines(SQL)).containsExactly(10);
		assertThat(likely(SQL).basis()).isEqualTo(LikelyLines.Basis.STATEMENT);
		assertThat(likely(SQL).stack()).hasSize(2);
		assertThat(lines("select 2 from other")).containsExactly(20, 10);
		assertThat(likely("select 2 from other").basis()).isEqualTo(LikelyLines.Basis.ORIGIN);
		assertThat(likely(null).basis()).isEqualTo(LikelyLines.Basis.ORIGIN);
	}

	@Test
	void whatWasLearnedOfTheKindHelpsAnOriginThatIsNew() {
		long kind = Keys.addWithoutNumbers(Keys.NONE, "order 4711");
		assertThat(kind).isEqualTo(Keys.addWithoutNumbers(Keys.NONE, "order 12"));
		learn(new LearnedLines.Sample(Keys.add(Keys.NONE, "order 4711"), kind, SQL), "find", 10, false);
		LikelyLines likely = this.learned.likely(new LearnedLines.Sample(Keys.add(Keys.NONE, "order 12"), kind, SQL));
		assertThat(likely.candidates()).hasSize(1);
	}

	@Test
	void whatWasLearnedOfAStatementHelpsAnOriginThatIsNew() {
		learn(SQL, "find", 10, false);
		long other = Keys.add(Keys.NONE, "InvoiceService.print");
		LikelyLines likely = this.learned.likely(new LearnedLines.Sample(other, other, SQL));
		assertThat(likely.basis()).isEqualTo(LikelyLines.Basis.OTHER_ORIGINS);
		assertThat(likely.candidates()).hasSize(1);
		assertThat(this.learned.likely(new LearnedLines.Sample(other, other, null)).candidates()).isEmpty();
	}

	@Test
	void aLineOfALaterCallIsLikelyOnlyWhileNoLineOfABorrowIsKnown() {
		learn(SQL, "count", 30, true);
		assertThat(lines(SQL)).containsExactly(30);
		learn(SQL, "open", 10, false);
		assertThat(lines(SQL)).containsExactly(10);
	}

	@Test
	void theLineOfABorrowOfTheSameKindComesBeforeThatOfALaterCall() {
		long other = Keys.add(Keys.NONE, "OrderService.place 2");
		learn(new LearnedLines.Sample(other, ORIGIN, SQL), "helper", 30, true);
		learn(SQL, "open", 10, false);
		assertThat(this.learned.likely(new LearnedLines.Sample(other, ORIGIN, SQL)).candidates())
			.extracting((one) -> one.site().frame().getLineNumber())
			.containsExactly(10);
	}

	@Test
	void aRareLineStaysAmongTheCandidates() {
		Random random = new Random(42);
		learn(SQL, "rare", 99, false);
		for (int i = 0; i < 2_000; i++) {
			boolean rare = random.nextInt(50) == 0;
			learn(SQL, rare ? "rare" : "usual", rare ? 99 : 10, false);
			assertThat(lines(SQL)).contains(99);
		}
		assertThat(lines(SQL)).containsExactly(10, 99);
	}

	@Test
	void aChangeOfLoadIsFollowed() {
		IntStream.range(0, 1_000).forEach((i) -> learn(SQL, "before", 10, false));
		IntStream.range(0, LineCounts.MEMORY).forEach((i) -> learn(SQL, "after", 20, false));
		assertThat(lines(SQL)).containsExactly(20, 10);
	}

	@Test
	void originsThatComeOnceDoNotPushOutThoseInUse() {
		List<Long> used = IntStream.range(0, 100).mapToObj((i) -> Mix.of(-1 - i)).toList();
		for (long key : used) {
			learn(new LearnedLines.Sample(key, key, SQL), "line", (int) key & 0xFFF, false);
		}
		meetAll(used);
		long missing = used.stream().filter((key) -> likely(key).candidates().isEmpty()).count();
		for (int i = 0; i < 100_000; i++) {
			if (i % 10_000 == 0) {
				this.learned.advance(TimeUnit.MINUTES.toNanos(i / 10_000));
				meetAll(used);
			}
			LearnedEntry junk = this.learned.origin(Mix.of(i));
			this.learned.isStatementWanted(junk, "select " + "x".repeat(i % 100) + i, i);
		}
		assertThat(used).filteredOn((key) -> likely(key).candidates().isEmpty()).hasSize((int) missing);
		assertThat(missing).isLessThan(2);
	}

	private void meetAll(List<Long> keys) {
		for (int i = 0; i < LearnedEntry.PROVEN; i++) {
			for (long key : keys) {
				LearnedEntry origin = this.learned.origin(key);
				if (origin != null) {
					this.learned.isStatementWanted(origin, SQL, 0);
				}
			}
		}
	}

	private LikelyLines likely(long key) {
		return this.learned.likely(new LearnedLines.Sample(key, key, SQL));
	}

	private LearnedEntry origin(long key) {
		LearnedEntry origin = this.learned.origin(key);
		assertThat(origin).isNotNull();
		return origin;
	}

	private boolean wanted(LearnedEntry origin, long random) {
		return this.learned.isBorrowWanted(origin, random, 0);
	}

	private boolean statementWanted(LearnedEntry origin, String sql) {
		return this.learned.isStatementWanted(origin, sql, 0);
	}

	private void learn(String sql, String method, int line, boolean later) {
		learn(new LearnedLines.Sample(ORIGIN, ORIGIN, sql), method, line, later);
	}

	private void learn(LearnedLines.Sample sample, String method, int line, boolean later) {
		StackTraceElement frame = new StackTraceElement("com.shop.Orders", method, "Orders.java", line);
		StackTraceElement caller = new StackTraceElement("com.shop.Main", "main", "Main.java", 1);
		this.learned.learn(sample, new CallSite(frame, null), new StackTraceElement[] { frame, caller }, later);
	}

	private LikelyLines likely(@Nullable String sql) {
		return this.learned.likely(new LearnedLines.Sample(ORIGIN, ORIGIN, sql));
	}

	private List<Integer> lines(@Nullable String sql) {
		return likely(sql).candidates().stream().map((one) -> one.site().frame().getLineNumber()).toList();
	}

}
