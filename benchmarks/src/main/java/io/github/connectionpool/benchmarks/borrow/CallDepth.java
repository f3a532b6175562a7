package io.github.connectionpool.benchmarks.borrow;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Calls something with a stack of a given depth below it. Not thread-safe: one for each
 * thread.
 */
@State(Scope.Thread)
public class CallDepth {

	private static final int UNKNOWN = -1;

	private int frames = UNKNOWN;

	/**
	 * What JMH calls a benchmark through may differ from one iteration to the next, since
	 * reflection changes its ways with use.
	 */
	@Setup(Level.Iteration)
	public void forget() {
		this.frames = UNKNOWN;
	}

	/**
	 * Call it.
	 * @param depth how many frames a stack has that is taken there, its own included
	 * @param callee what to call
	 */
	public void call(int depth, Runnable callee) {
		if (this.frames == UNKNOWN) {
			int ownFrames = new Throwable().getStackTrace().length;
			this.frames = depth - ownFrames - 2;
			Probe probe = new Probe();
			descend(this.frames, probe);
			probe.ensure(depth);
		}
		descend(this.frames, callee);
	}

	private static void descend(int frames, Runnable callee) {
		if (frames > 0) {
			descend(frames - 1, callee);
		}
		else {
			callee.run();
		}
	}

	/** A depth that is not as said would make all that is measured there wrong. */
	private static final class Probe implements Runnable {

		private int depth;

		@Override
		public void run() {
			this.depth = new Throwable().getStackTrace().length;
		}

		void ensure(int expected) {
			if (this.depth != expected) {
				throw new IllegalStateException(
						"A stack of %d frames cannot be made: it has %d".formatted(expected, this.depth));
			}
		}

	}

}
