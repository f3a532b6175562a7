package io.github.connectionpool.report;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionCountsTests {

	@Test
	void utilizationIsTheShareOfTheMaximum() {
		assertThat(counts(4, 6, 10).utilization()).isEqualTo(0.4);
		assertThat(counts(4, 0, 10).utilization()).isEqualTo(0.4);
		assertThat(counts(0, 10, 10).utilization()).isZero();
		assertThat(counts(10, 0, 10).utilization()).isOne();
	}

	@Test
	void utilizationIsUnknownWithoutALimit() {
		assertThat(counts(4, 6, null).utilization()).isNaN();
		assertThat(counts(4, 6, 0).utilization()).isNaN();
		assertThat(counts(4, 6, -1).utilization()).isNaN();
	}

	@Test
	void totalIsWhatIsOpen() {
		assertThat(counts(4, 5, 10).total()).isEqualTo(9);
		assertThat(counts(4, null, 10).total()).isNull();
	}

	private static ConnectionCounts counts(int active, @Nullable Integer idle, @Nullable Integer max) {
		return new ConnectionCounts(active, idle, max, null, null);
	}

}
