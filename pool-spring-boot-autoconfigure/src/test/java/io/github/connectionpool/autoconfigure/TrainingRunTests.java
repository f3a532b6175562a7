package io.github.connectionpool.autoconfigure;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The training run of an AOT cache must not touch the database, and leaves no thread.
 */
class TrainingRunTests {

	@Test
	void untilTheLifecycleStartsNoThreadRunsAndNoConnectionIsOpened() throws Exception {
		try (JavaProcess process = JavaProcess.start(TrainingRunApplication.class,
				List.of("-Dspring.context.exit=onRefresh"), List.of())) {
			assertThat(process.awaitLine("refreshed: ")).isEqualTo("threads [], database asked: false");
			assertThatIllegalStateException().isThrownBy(() -> process.awaitLine("started: "));
		}
	}

	@Test
	void afterwardsTheWatcherRuns() throws Exception {
		try (JavaProcess process = JavaProcess.start(TrainingRunApplication.class, List.of(), List.of())) {
			assertThat(process.awaitLine("started: ")).startsWith("threads [").contains("connectionpool-watcher");
		}
	}

}
