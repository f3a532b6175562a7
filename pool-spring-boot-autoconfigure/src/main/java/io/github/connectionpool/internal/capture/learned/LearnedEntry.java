package io.github.connectionpool.internal.capture.learned;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What is learned of one kind of borrow: of an origin, or of an origin with a first
 * statement. Borrowers read and write the fields without a lock; that they lose a count
 * does no harm. The counts of lines are guarded by the lock of the {@link LearnedLines}.
 */
public final class LearnedEntry {

	private static final VarHandle EAGER;

	private static final VarHandle MASK;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			EAGER = lookup.findVarHandle(LearnedEntry.class, "eager", int.class);
			MASK = lookup.findVarHandle(LearnedEntry.class, "mask", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/** With so many samples a first statement is known. */
	static final int FEW = 2;

	/**
	 * The stack of each of so many is taken at first. All may come before the next check,
	 * which learns from them, and a worker needs its stack for a verdict.
	 */
	static final int FIRST = 8;

	/** One in so many is sampled while its lines are being learned. A power of two. */
	static final int LEARNING = 64;

	/** One in so many is sampled afterwards. A power of two. */
	static final int STEADY = 256;

	/** After so many samples without a new line the lines are learned. */
	static final int LEARNED = 256;

	/** New forms of first statements whose stacks are taken for an origin. */
	static final int MAX_FORMS = 64;

	/** An entry that was met so often stays, as long as it is met. */
	static final int PROVEN = 4;

	/** For how many minutes a proven entry stays without being met. */
	static final int STAYS = 5;

	private final long key;

	private final LineCounts counts = new LineCounts();

	@SuppressWarnings("UnusedVariable") // through EAGER
	private int eager = FIRST;

	@SuppressWarnings("UnusedVariable") // through MASK
	private int mask = LEARNING - 1;

	private int met;

	private int minute;

	private int forms;

	private int samples;

	LearnedEntry(long key, int minute) {
		this.key = key;
		this.minute = minute;
	}

	long key() {
		return this.key;
	}

	/** Note that a borrow has met it. Writes next to never. */
	void meet(int minute) {
		if (this.minute != minute) {
			this.minute = minute;
			this.forms /= 2;
		}
		if (this.met < PROVEN) {
			this.met++;
		}
	}

	/** Whether it stays when room is needed. */
	boolean stays(int minute) {
		return this.met >= PROVEN && minute - this.minute <= STAYS;
	}

	int minute() {
		return this.minute;
	}

	/** Whether the stacks of the next few borrows are to be taken. */
	boolean isEager() {
		return (int) EAGER.getOpaque(this) > 0;
	}

	/** The stack of one of them is taken. */
	void taken() {
		EAGER.setOpaque(this, (int) EAGER.getOpaque(this) - 1);
	}

	/** Have the stack of the next borrow taken. */
	void expectMore() {
		if (!isEager()) {
			EAGER.setOpaque(this, 1);
		}
	}

	/** Whether a borrow is one of the small sample. */
	boolean isSampled(long random) {
		return (random & (int) MASK.getOpaque(this)) == 0;
	}

	/** A new form of a statement. Returns whether its stack may be taken. */
	boolean isFormWanted() {
		return this.forms < MAX_FORMS && ++this.forms > 0;
	}

	/** Count a line. Under the lock. */
	void count(LearnedLine line) {
		this.samples = this.counts.add(line) ? 1 : this.samples + 1;
		MASK.setOpaque(this, ((this.samples >= LEARNED) ? STEADY : LEARNING) - 1);
	}

	/** Take no more stacks if a few were counted. Under the lock. */
	void endEagerness() {
		if (this.samples >= FEW) {
			EAGER.setOpaque(this, 0);
		}
	}

	/** Forget a line. Under the lock. */
	void forget(LearnedLine line) {
		this.counts.remove(line);
		if (this.counts.isEmpty()) {
			EAGER.setOpaque(this, FIRST);
		}
	}

	/** The lines that were counted. Under the lock. */
	LineCounts counts() {
		return this.counts;
	}

}
