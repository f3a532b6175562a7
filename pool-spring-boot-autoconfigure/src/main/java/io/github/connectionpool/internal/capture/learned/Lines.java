package io.github.connectionpool.internal.capture.learned;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;

/**
 * The lines that a pool has seen, each once, with a stack. Bounded; the line whose last
 * sample is the oldest is forgotten first. Guarded by the lock of its
 * {@link LearnedLines}.
 */
final class Lines {

	static final int MAX = 512;

	/** Frames of one stack that are kept, from the top. */
	static final int LONGEST_STACK = 200;

	/** Frames of all stacks together, of 4 or 8 bytes each beside the {@link Frames}. */
	static final int MAX_FRAMES = 30_000;

	private final Map<Key, LearnedLine> lines = new HashMap<>();

	private final Frames frames = new Frames();

	private int kept;

	private long samples;

	/**
	 * The line of a sampled stack.
	 * @param site the line, null if the stack has none
	 * @param later whether it is the stack of a later call
	 * @param stack topmost frame first
	 * @return the line, and one that is forgotten for it
	 */
	Sampled sampled(@Nullable CallSite site, boolean later, StackTraceElement[] stack) {
		Key key = new Key(site, later);
		LearnedLine line = this.lines.get(key);
		LearnedLine forgotten = null;
		if (line == null) {
			forgotten = (this.lines.size() >= MAX) ? forgetOldest() : null;
			line = new LearnedLine(site, later);
			this.lines.put(key, line);
		}
		line.sampled(++this.samples);
		if (line.stack().length == 0) {
			keep(line, stack);
		}
		return new Sampled(line, forgotten);
	}

	private void keep(LearnedLine line, StackTraceElement[] stack) {
		int longest = Math.min(stack.length, LONGEST_STACK);
		if (this.kept + longest > MAX_FRAMES) {
			dropOldestStacks(longest);
		}
		if (this.frames.isFull()) {
			// half of the stacks, so that this is not done again at once
			dropOldestStacks(Math.max(longest, this.kept / 2));
			this.frames.keepOnly(this.lines.values());
		}
		line.keep(this.frames.share(stack, longest));
		this.kept += line.stack().length;
	}

	/** Drop stacks until there is room for so many frames. */
	private void dropOldestStacks(int room) {
		List<LearnedLine> oldest = new ArrayList<>(this.lines.values());
		oldest.sort(Comparator.comparingLong(LearnedLine::lastSample));
		int dropped = 0;
		for (LearnedLine line : oldest) {
			if (dropped >= room) {
				return;
			}
			dropped += line.stack().length;
			this.kept -= line.stack().length;
			line.dropStack();
		}
	}

	private LearnedLine forgetOldest() {
		Map.Entry<Key, LearnedLine> oldest = null;
		for (Map.Entry<Key, LearnedLine> entry : this.lines.entrySet()) {
			if (oldest == null || entry.getValue().lastSample() < oldest.getValue().lastSample()) {
				oldest = entry;
			}
		}
		if (oldest == null) {
			throw new IllegalStateException("There is no line to forget");
		}
		LearnedLine line = oldest.getValue();
		this.lines.remove(oldest.getKey());
		this.kept -= line.stack().length;
		line.dropStack();
		return line;
	}

	int size() {
		return this.lines.size();
	}

	int frames() {
		return this.frames.size();
	}

	/**
	 * A line that was sampled.
	 *
	 * @param line the line
	 * @param forgotten the line that was forgotten for it, null if there was room
	 */
	record Sampled(LearnedLine line, @Nullable LearnedLine forgotten) {
	}

	private record Key(@Nullable CallSite site, boolean later) {
	}

}
