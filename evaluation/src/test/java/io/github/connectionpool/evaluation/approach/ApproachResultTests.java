package io.github.connectionpool.evaluation.approach;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApproachResultTests {

	private static final LoadResult ALL_SERVED = load(100, Map.of());

	@Test
	void allServedOnTwentyFiveConnectionsIsWhatWasPromised() {
		assertThat(result(Approach.PGBOUNCER_TRANSACTION, 200, ALL_SERVED, 25).missed()).isEmpty();
	}

	@Test
	void oneFailedRequestMissesThePromise() {
		LoadResult oneFailed = load(99, Map.of("no connection in time", 1));
		assertThat(result(Approach.PGBOUNCER_TRANSACTION, 200, oneFailed, 25).missed())
			.containsExactly("At the planned rate 99 requests were served and 1 failed: {no connection in time=1}");
	}

	@Test
	void soDoesARunThatServedNobody() {
		assertThat(result(Approach.PGBOUNCER_TRANSACTION, 200, load(0, Map.of()), 25).missed()).hasSize(1);
	}

	@Test
	void soDoOneServerConnectionTooManyAndOneClientTooFew() {
		assertThat(result(Approach.PGBOUNCER_TRANSACTION, 199, ALL_SERVED, 26).missed())
			.containsExactly("26 server connections were used instead of 25", "Only 199 of 200 clients were connected");
	}

	@Test
	void theOtherApproachesPromiseNothing() {
		assertThat(result(Approach.PGBOUNCER_SESSION, 25, load(0, Map.of("x", 1)), 26).missed()).isEmpty();
	}

	private static ApproachResult result(Approach approach, int connected, LoadResult planned, int backends) {
		return new ApproachResult(approach, connected, ALL_SERVED, planned, ALL_SERVED, backends, ServerMemory.UNKNOWN,
				ServerMemory.UNKNOWN);
	}

	private static LoadResult load(int served, Map<String, Integer> failures) {
		return new LoadResult(served, failures, served, 1, 1, 1, 1, 0.5);
	}

}
