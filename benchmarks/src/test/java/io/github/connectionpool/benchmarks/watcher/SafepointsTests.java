package io.github.connectionpool.benchmarks.watcher;

import java.lang.management.ManagementFactory;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SafepointsTests {

	@Test
	void whatTheCallingThreadPausesTheApplicationForIsCounted() throws Exception {
		Safepoints safepoints = Safepoints.during(() -> {
			for (int i = 0; i < 3; i++) {
				ManagementFactory.getThreadMXBean().dumpAllThreads(false, false);
			}
		});
		assertThat(safepoints.asked()).containsEntry("ThreadDump", 3);
		// the JVM has reasons of its own, too
		assertThat(safepoints.askedCount()).isGreaterThanOrEqualTo(3);
		assertThat(safepoints.askedTime()).isPositive();
	}

	@Test
	void collectionsAreCountedApart() throws Exception {
		Safepoints safepoints = Safepoints.during(System::gc);
		assertThat(safepoints.asked().keySet()).noneMatch((name) -> name.contains("Collect"));
		assertThat(safepoints.collections()).isPositive();
		assertThat(safepoints.collectionTime()).isPositive();
	}

	@Test
	void whatAnotherThreadAsksForIsNotTheCallingThreads() throws Exception {
		Safepoints safepoints = Safepoints.during(() -> {
			Thread other = new Thread(() -> ManagementFactory.getThreadMXBean().dumpAllThreads(false, false));
			other.start();
			try {
				other.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(safepoints.asked()).doesNotContainKey("ThreadDump");
		assertThat(safepoints.others()).isPositive();
	}

}
