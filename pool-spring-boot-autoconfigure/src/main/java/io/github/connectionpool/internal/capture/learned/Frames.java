package io.github.connectionpool.internal.capture.learned;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Equal frames of the stacks that are kept, each once: most frames of an application's
 * stacks are those of its server and its frameworks. Guarded by the lock of its
 * {@link LearnedLines}.
 */
final class Frames {

	/** Different frames that are kept at most, some 88 bytes each. */
	static final int MAX = 3_000;

	private final Map<StackTraceElement, StackTraceElement> frames = new HashMap<>();

	/**
	 * Replace frames by equal ones that are kept already.
	 * @param stack topmost frame first
	 * @param longest how many frames to keep at most
	 * @return the topmost frames; fewer than asked for if there is no room
	 */
	StackTraceElement[] share(StackTraceElement[] stack, int longest) {
		StackTraceElement[] shared = new StackTraceElement[Math.min(stack.length, longest)];
		for (int i = 0; i < shared.length; i++) {
			StackTraceElement known = this.frames.get(stack[i]);
			if (known == null) {
				if (this.frames.size() >= MAX) {
					return Arrays.copyOf(shared, i);
				}
				known = stack[i];
				this.frames.put(known, known);
			}
			shared[i] = known;
		}
		return shared;
	}

	boolean isFull() {
		return this.frames.size() >= MAX;
	}

	/** Forget all frames that none of these lines has. */
	void keepOnly(Collection<LearnedLine> lines) {
		Set<StackTraceElement> used = new HashSet<>();
		for (LearnedLine line : lines) {
			used.addAll(Arrays.asList(line.stack()));
		}
		this.frames.keySet().retainAll(used);
	}

	int size() {
		return this.frames.size();
	}

}
