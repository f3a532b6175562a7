package io.github.connectionpool.internal.capture.learned;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.capture.CallSite;

import static org.assertj.core.api.Assertions.assertThat;

class LearnedMemoryTests {

	private static final int POOLS = 20;

	private static final int DEPTH = 150;

	/** Less than a megabyte, so that the stacks that wait find room, too. */
	private static final long MOST_BYTES = 1_048_576 - WaitingSamples.MAX * 3_000L;

	@Test
	void aPoolWith100000OriginsTextsAndLinesStaysBelowAMegabyte() {
		long before = usedBytes();
		List<LearnedLines> pools = new ArrayList<>();
		for (int i = 0; i < POOLS; i++) {
			pools.add(filled());
		}
		long bytes = (usedBytes() - before) / POOLS;
		// asked of each afterwards, which keeps them all reachable until then
		assertThat(pools).allMatch((pool) -> pool.size() == Lines.MAX);
		assertThat(bytes).isBetween(100_000L, MOST_BYTES);
	}

	private static LearnedLines filled() {
		LearnedLines learned = new LearnedLines(0);
		for (int i = 0; i < 100_000; i++) {
			LearnedEntry origin = learned.origin(Mix.of(i));
			String sql = "select a" + i + " from t";
			if (origin != null) {
				learned.isStatementWanted(origin, sql, Integer.MAX_VALUE);
			}
			if (i % 20 == 0) {
				StackTraceElement[] stack = stack(i);
				LearnedLines.Sample sample = new LearnedLines.Sample(Mix.of(i), Mix.of(i), sql);
				for (int line = 0; line < 3; line++) {
					learned.learn(sample, new CallSite(stack[line], null), stack, false);
				}
			}
		}
		return learned;
	}

	/** Most of its frames are those of all stacks, as those of a server are. */
	private static StackTraceElement[] stack(int number) {
		StackTraceElement[] stack = new StackTraceElement[DEPTH];
		for (int i = 0; i < DEPTH; i++) {
			stack[i] = new StackTraceElement("com.shop.Service", "call", "Service.java", (i < 20) ? number + i : -i);
		}
		return stack;
	}

	private static long usedBytes() {
		long used = Long.MAX_VALUE;
		for (int i = 0; i < 3; i++) {
			System.gc();
			used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}
		return used;
	}

}
