package io.github.connectionpool.evaluation.capture;

import java.util.ArrayList;
import java.util.List;

import io.github.connectionpool.internal.capture.StackCapture;

/**
 * All leaks with one {@code capture.stack}. Immutable.
 *
 * @param capture when stacks are taken
 * @param leaks those that happened twice after a calm time
 * @param practised those that happened once after many healthy borrows
 * @param memory what a pool keeps after 100,000 origins and texts, in bytes
 */
record CaptureResult(StackCapture capture, List<LeakResult> leaks, List<LeakResult> practised, long memory) {

	/** As it is written in the configuration. */
	String name() {
		return this.capture.value();
	}

	/** Of how many leaks the verdict of a round is as it should be. */
	int called(int round) {
		return (int) this.leaks.stream().filter((leak) -> leak.isCalled(round)).count();
	}

	/** Of how many leaks the line was named in a round. */
	int named(int round) {
		return (int) this.leaks.stream().filter((leak) -> leak.isNamed(round)).count();
	}

	int practisedCalled() {
		return (int) this.practised.stream().filter((leak) -> leak.isCalled(1)).count();
	}

	int practisedNamed() {
		return (int) this.practised.stream().filter((leak) -> leak.isNamed(1)).count();
	}

	int practisedAmong() {
		return (int) this.practised.stream().filter((leak) -> leak.round(1).isAmong()).count();
	}

	/** The calm borrows of all pools. */
	Borrows calm() {
		return sum(this.leaks);
	}

	/** The healthy borrows of all pools. */
	Borrows healthy() {
		return sum(this.practised);
	}

	private static Borrows sum(List<LeakResult> leaks) {
		return leaks.stream().map(LeakResult::before).reduce(Borrows.NONE, Borrows::plus);
	}

	/** Call sites that are not on the stack of their own checkout. */
	int foreign() {
		int foreign = healthy().foreign();
		for (List<LeakResult> all : List.of(this.leaks, this.practised)) {
			foreign += all.stream().flatMap((leak) -> leak.rounds().stream()).mapToInt(Round::foreign).sum();
		}
		return foreign;
	}

	/**
	 * The misses.
	 * @return one sentence each
	 */
	List<String> missed() {
		List<String> missed = new ArrayList<>();
		for (LeakResult leak : this.leaks) {
			addMissed(leak, leak.facts().name(), 2, missed);
		}
		for (LeakResult leak : this.practised) {
			addMissed(leak, leak.facts().name() + " in use", 1, missed);
		}
		return missed;
	}

	private void addMissed(LeakResult leak, String title, int rounds, List<String> missed) {
		if (leak.failure() != null) {
			missed.add(name() + ": " + title + " failed: " + leak.failure());
			return;
		}
		for (int round = 1; round <= rounds; round++) {
			if (!leak.isCalled(round)) {
				missed.add(name() + ": " + title + " was not called " + LeakResult.expected(leak.facts()) + " in round "
						+ round);
			}
			if (this.capture != StackCapture.NEVER && !leak.isPlaced(round)) {
				missed.add(name() + ": the line of " + title + " was not named in round " + round);
			}
		}
	}

}
