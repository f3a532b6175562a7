package io.github.connectionpool.benchmarks.watcher;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.endpoint.PoolView;

import static org.assertj.core.api.Assertions.assertThat;

class WatchedTests {

	@Test
	void whatIsHeldIsJudgedAsItWasMadeAndItsStacksAreSomeFiftyFramesDeep() throws Exception {
		try (Watched watched = new Watched(20)) {
			assertThat(watched.held().suspects()).isEqualTo(2);
			assertThat(watched.held().leaked()).isEqualTo(2);
			watched.judge();
			PoolView view = Objects.requireNonNull(watched.endpoint().pool("pool", 100));
			assertThat(view.leaked()).isEqualTo(2);
			List<?> checkouts = view.checkouts();
			assertThat(checkouts).hasSize(20)
				.extracting("stack")
				.allSatisfy((stack) -> assertThat((List<?>) stack).hasSizeBetween(45, 55));
		}
	}

}
