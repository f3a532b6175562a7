package io.github.connectionpool.internal.watch;

import java.time.Duration;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

@NullMarked
class UnservedTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Unserved unserved = new Unserved();

	private final long start = System.nanoTime();

	@Test
	void borrowersThatWaitAndGetNothingCountFromTheFirstLook() {
		look(0, 2, 5);
		assertThat(this.unserved.time()).isZero();
		look(28, 2, 5);
		assertThat(this.unserved.time()).isEqualTo(Duration.ofSeconds(28));
	}

	@Test
	void oneThatIsServedBeginsItAnew() {
		look(0, 2, 5);
		look(10, 2, 6);
		look(12, 2, 6);
		assertThat(this.unserved.time()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void withoutBorrowersThatWaitThereIsNone() {
		look(0, 0, 5);
		look(10, 0, 5);
		assertThat(this.unserved.time()).isZero();
	}

	private void look(int second, int pending, long borrows) {
		this.unserved.checked(new ConnectionCounts(2, 0, 2, 2, pending), borrows, this.start + second * SECOND);
	}

}
