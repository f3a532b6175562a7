package io.github.connectionpool.evaluation.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.connectionpool.internal.capture.StackCapture;

/**
 * All leaks with one {@code capture.stack}. Immutable.
 *
 * @param capture when stacks are taken
 * @param leaks one for each leak
 */
record CaptureResult(StackCapture capture, List<LeakResult> leaks) {

	/** As it is written in the configuration. */
	String name() {
		return this.capture.name().toLowerCase(Locale.ROOT);
	}

	/** Of how many leaks the verdict of a round is as it should be. */
	int called(int round) {
		return (int) this.leaks.stream().filter((leak) -> leak.isCalled(round)).count();
	}

	/** Of how many leaks the line was named in a round. */
	int named(int round) {
		return (int) this.leaks.stream().filter((leak) -> leak.isNamed(round)).count();
	}

	int calmStacks() {
		return this.leaks.stream().mapToInt(LeakResult::calmStacks).sum();
	}

	int calmBorrows() {
		return this.leaks.size() * Calm.BORROWS;
	}

	/**
	 * The misses.
	 * @return one sentence each
	 */
	List<String> missed() {
		List<String> missed = new ArrayList<>();
		for (LeakResult leak : this.leaks) {
			if (leak.failure() != null) {
				missed.add(name() + ": " + leak.facts().name() + " failed: " + leak.failure());
				continue;
			}
			for (int round = 1; round <= LeakResult.ROUNDS; round++) {
				if (!leak.isCalled(round)) {
					missed.add(name() + ": " + leak.facts().name() + " was not called "
							+ LeakResult.expected(leak.facts()) + " in round " + round);
				}
				if (isPromised(round) && !leak.isNamed(round)) {
					missed.add(name() + ": the line of " + leak.facts().name() + " was not named in round " + round);
				}
			}
		}
		return missed;
	}

	private boolean isPromised(int round) {
		return switch (this.capture) {
			case ALWAYS -> true;
			case ADAPTIVE -> round > 1;
			case NEVER -> false;
		};
	}

}
