package io.github.connectionpool.internal.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.internal.capture.CallSites;

/**
 * The frames of one answer as text. The stacks of an answer share most of their frames,
 * and each frame is described once. Not thread-safe.
 */
public final class FrameTexts {

	private final Map<StackTraceElement, String> texts = new HashMap<>();

	/**
	 * The frames of a stack as text.
	 * @param stack topmost frame first
	 * @return in the same order
	 */
	public List<String> of(List<StackTraceElement> stack) {
		List<String> lines = new ArrayList<>(stack.size());
		for (StackTraceElement frame : stack) {
			lines.add(this.texts.computeIfAbsent(frame, CallSites::describe));
		}
		return lines;
	}

}
