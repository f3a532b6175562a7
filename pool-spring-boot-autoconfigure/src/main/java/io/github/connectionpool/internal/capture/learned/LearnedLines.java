package io.github.connectionpool.internal.capture.learned;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;

/**
 * The lines that a pool's connections are usually borrowed from, by the origin of the
 * borrow and its first statement. The lines come from samples: the first borrows of an
 * origin and of a statement, and a small share of all later ones. What is learned says
 * which line is likely, never which it was.
 *
 * <p>
 * Thread-safe. A borrow that meets a known origin reads a few fields. Bounded, stacks
 * included, to less than a megabyte.
 */
public final class LearnedLines {

	static final int ORIGINS = 512;

	static final int STATEMENTS = 2048;

	/** Texts whose form is known, as keys. */
	private static final int TEXTS = 2048;

	/**
	 * A text up to this length is known by its hash, which a string computes once. A
	 * longer one is known by its form.
	 */
	static final int MAX_TEXT = 2048;

	/** Stacks that may be taken for new origins and statements, in any case. */
	static final int FIRST_STACKS = 512;

	/** One in so many borrows may have its stack taken for a new origin or statement. */
	static final int SHARE = 100;

	/** Stands for all origins, so that a statement helps an origin that is new. */
	private static final long ANY_ORIGIN = 0x2545F4914F6CDD1DL;

	private final ReentrantLock lock = new ReentrantLock();

	private final EntryTable origins = new EntryTable(ORIGINS);

	private final EntryTable statements = new EntryTable(STATEMENTS);

	private final Lines lines = new Lines();

	/** Written and read without a lock: a lost text is met again. */
	private final long[] texts = new long[TEXTS];

	private final AtomicLong taken = new AtomicLong();

	private final long startNanos;

	private volatile int minute;

	/**
	 * Create.
	 * @param nowNanos {@link System#nanoTime()}
	 */
	public LearnedLines(long nowNanos) {
		this.startNanos = nowNanos;
	}

	/**
	 * The entry of an origin, which is added if it is new.
	 * @param key key of the origin
	 * @return null if there is no room for it
	 */
	public @Nullable LearnedEntry origin(long key) {
		LearnedEntry origin = this.origins.find(key);
		if (origin == null) {
			origin = admit(this.origins, key);
		}
		if (origin != null) {
			origin.meet(this.minute);
		}
		return origin;
	}

	/** A borrower waits for no lock: the origin is met again. */
	private @Nullable LearnedEntry admit(EntryTable table, long key) {
		if (!this.lock.tryLock()) {
			return null;
		}
		try {
			return table.admit(key, this.minute);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether to take the stack of a borrow, to learn from it.
	 * @param origin its origin, null if there was no room for it
	 * @param random a number whose low bits are random
	 * @param borrows how many connections have been borrowed from the pool
	 * @return whether it is one of the sample
	 */
	public boolean isBorrowWanted(@Nullable LearnedEntry origin, long random, long borrows) {
		if (origin == null) {
			return false;
		}
		if (origin.isEager() && isAffordable(borrows)) {
			this.taken.incrementAndGet();
			origin.taken();
			return true;
		}
		return origin.isSampled(random);
	}

	/** Many origins that come once must not have a stack taken each. */
	private boolean isAffordable(long borrows) {
		return this.taken.get() < FIRST_STACKS + borrows / SHARE;
	}

	/**
	 * Whether to take the stack of the first statement of a checkout that has none, to
	 * learn from it.
	 * @param origin the origin of the borrow, null if there was no room for it
	 * @param sql the statement
	 * @param borrows how many connections have been borrowed from the pool
	 * @return whether the lines of such borrows are not known yet
	 */
	public boolean isStatementWanted(@Nullable LearnedEntry origin, String sql, long borrows) {
		if (origin == null) {
			return false;
		}
		if (sql.length() > MAX_TEXT) {
			return form(origin, sql, borrows) == Form.WANTED;
		}
		// the same String has its hash already, and an equal one gets it for the driver
		long text = Mix.of(origin.key() ^ (((long) sql.length() << 32) | (sql.hashCode() & 0xFFFFFFFFL)));
		int place = (int) (text & (TEXTS - 1));
		if (this.texts[place] == text) {
			return false;
		}
		Form form = form(origin, sql, borrows);
		if (form == Form.KNOWN) {
			this.texts[place] = text;
		}
		return form == Form.WANTED;
	}

	private Form form(LearnedEntry origin, String sql, long borrows) {
		long key = statementKey(origin.key(), StatementForm.of(sql));
		LearnedEntry statement = this.statements.find(key);
		if (statement == null) {
			statement = admit(this.statements, key);
		}
		if (statement == null) {
			return Form.NOT_WANTED;
		}
		statement.meet(this.minute);
		if (!statement.isEager()) {
			return Form.KNOWN;
		}
		if (!origin.isFormWanted() || !isAffordable(borrows)) {
			return Form.NOT_WANTED;
		}
		this.taken.incrementAndGet();
		statement.taken();
		// the line of the borrow itself is worth more
		origin.expectMore();
		return Form.WANTED;
	}

	private static long statementKey(long origin, long form) {
		return Mix.of(origin + form);
	}

	/**
	 * Learn from a stack. Takes a lock that no borrower waits for.
	 * @param sample the borrow
	 * @param site the line in the stack, null if it has none
	 * @param stack topmost frame first
	 * @param later whether it is the stack of the first statement, not of the borrow
	 */
	public void learn(Sample sample, @Nullable CallSite site, StackTraceElement[] stack, boolean later) {
		this.lock.lock();
		try {
			Lines.Sampled sampled = this.lines.sampled(site, later, stack);
			LearnedLine forgotten = sampled.forgotten();
			if (forgotten != null) {
				this.origins.forEach((entry) -> entry.forget(forgotten));
				this.statements.forEach((entry) -> entry.forget(forgotten));
			}
			long form = (sample.sql() != null) ? StatementForm.of(sample.sql()) : StatementForm.NONE;
			if (!later) {
				count(this.origins, sample.origin(), sampled.line());
			}
			count(this.statements, statementKey(sample.origin(), form), sampled.line());
			if (sample.kind() != sample.origin()) {
				if (!later) {
					count(this.origins, sample.kind(), sampled.line());
				}
				count(this.statements, statementKey(sample.kind(), form), sampled.line());
			}
			if (form != StatementForm.NONE) {
				count(this.statements, statementKey(ANY_ORIGIN, form), sampled.line());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void count(EntryTable table, long key, LearnedLine line) {
		LearnedEntry entry = table.admit(key, this.minute);
		if (entry != null) {
			entry.count(line);
			if (table == this.statements) {
				entry.endEagerness();
			}
		}
	}

	/**
	 * The lines from which a checkout was probably borrowed.
	 * @param sample the checkout
	 * @return the lines of the borrows that have the most in common with it
	 */
	public LikelyLines likely(Sample sample) {
		long form = (sample.sql() != null) ? StatementForm.of(sample.sql()) : StatementForm.NONE;
		this.lock.lock();
		try {
			LikelyLines likely = likely(sample, form, false);
			// the line of a later call may stand in a helper
			likely = (likely != null) ? likely : likely(sample, form, true);
			return (likely != null) ? likely : LikelyLines.NONE;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable LikelyLines likely(Sample sample, long form, boolean later) {
		boolean any = form != StatementForm.NONE;
		LikelyLines.Basis same = any ? LikelyLines.Basis.STATEMENT : LikelyLines.Basis.NO_STATEMENT;
		LikelyLines likely = likely(this.statements, statementKey(sample.origin(), form), same, later);
		likely = (likely != null) ? likely : likely(this.statements, statementKey(sample.kind(), form), same, later);
		if (likely == null && any) {
			likely = likely(this.statements, statementKey(ANY_ORIGIN, form), LikelyLines.Basis.OTHER_ORIGINS, later);
		}
		likely = (likely != null) ? likely : likely(this.origins, sample.origin(), LikelyLines.Basis.ORIGIN, later);
		return (likely != null) ? likely : likely(this.origins, sample.kind(), LikelyLines.Basis.ORIGIN, later);
	}

	private static @Nullable LikelyLines likely(EntryTable table, long key, LikelyLines.Basis basis, boolean later) {
		LearnedEntry entry = table.find(key);
		if (entry == null || entry.counts().isEmpty()) {
			return null;
		}
		List<LineCounts.Counted> ranked = entry.counts().ranked();
		if (ranked.get(0).line().isLater() != later) {
			return null;
		}
		int of = ranked.stream().mapToInt(LineCounts.Counted::count).sum();
		StackTraceElement[] stack = ranked.stream()
			.map((counted) -> counted.line().stack())
			.filter((frames) -> frames.length > 0)
			.findFirst()
			.orElse(new StackTraceElement[0]);
		return new LikelyLines(ranked.stream()
			.filter((counted) -> counted.line().site() != null)
			.limit(LikelyLines.MAX)
			.map((counted) -> candidate(counted, of))
			.toList(), basis, List.of(stack));
	}

	@SuppressWarnings("NullAway") // filtered before
	private static LikelyLines.Candidate candidate(LineCounts.Counted counted, int of) {
		return new LikelyLines.Candidate(counted.line().site(), counted.count(), of);
	}

	/**
	 * Let time pass. For the watching thread, at every check.
	 * @param nowNanos {@link System#nanoTime()}
	 */
	public void advance(long nowNanos) {
		int minute = (int) TimeUnit.NANOSECONDS.toMinutes(nowNanos - this.startNanos);
		if (minute != this.minute) {
			this.minute = minute;
			// so that a statement in use is met once a minute, and one that was
			// forgotten is learned again
			Arrays.fill(this.texts, 0);
		}
	}

	/**
	 * How many lines are known.
	 * @return a number below the bound
	 */
	int size() {
		this.lock.lock();
		try {
			return this.lines.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Of a first statement, whose lines are known, or wanted, or neither. */
	private enum Form {

		KNOWN, WANTED, NOT_WANTED

	}

	/**
	 * What is known of a borrow without a stack.
	 *
	 * @param origin key of its origin
	 * @param kind key of the kind of origin, without numbers in names
	 * @param sql its first statement, null if none has run
	 */
	public record Sample(long origin, long kind, @Nullable String sql) {

		/**
		 * Create.
		 * @param origin the entry of its origin, null if there was no room for it
		 * @param kind key of the kind of origin
		 * @param sql its first statement, null if none has run
		 */
		public Sample(@Nullable LearnedEntry origin, long kind, @Nullable String sql) {
			this((origin != null) ? origin.key() : kind, kind, sql);
		}

	}

}
