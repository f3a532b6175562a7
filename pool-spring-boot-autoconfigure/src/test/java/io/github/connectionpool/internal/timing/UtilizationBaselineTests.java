package io.github.connectionpool.internal.timing;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

class UtilizationBaselineTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final UtilizationBaseline usual = new UtilizationBaseline();

	private long now;

	@Test
	void halfOfThePoolIsUnusualWhileNothingIsKnown() {
		look(0, 10, 1);
		assertThat(this.usual.unusualFrom()).isEqualTo(5);
	}

	@Test
	void whatIsMoreThanAtNearlyAllLooksIsUnusual() {
		look(4, 10, 95);
		look(9, 10, 5);
		assertThat(this.usual.unusualFrom()).isEqualTo(5);
	}

	@Test
	void whatIsSeenMoreOftenThanThatIsUsual() {
		look(4, 10, 90);
		look(7, 10, 10);
		assertThat(this.usual.unusualFrom()).isEqualTo(8);
	}

	@Test
	void isNeverLessThanAQuarterOfThePool() {
		look(0, 10, 100);
		assertThat(this.usual.unusualFrom()).isEqualTo(3);
	}

	@Test
	void theLastConnectionIsUnusualEvenInAPoolThatIsAlwaysFull() {
		look(10, 10, 100);
		assertThat(this.usual.unusualFrom()).isEqualTo(9);
	}

	@Test
	void theSecondConnectionOfTwoIsUnusual() {
		look(0, 2, 100);
		assertThat(this.usual.unusualFrom()).isOne();
	}

	@Test
	void everyBorrowOfASingleConnectionTakesTheLastOne() {
		look(0, 1, 100);
		assertThat(this.usual.unusualFrom()).isZero();
	}

	@Test
	void learnsByTheShareInALargePool() {
		look(33, 200, 100);
		assertThat(this.usual.unusualFrom()).isEqualTo(50);
		look(121, 200, 300);
		assertThat(this.usual.unusualFrom()).isBetween(122, 130);
	}

	@Test
	void forgetsWhatWasUsualAnHourAgo() {
		look(9, 10, 3_600);
		assertThat(this.usual.unusualFrom()).isEqualTo(9);
		look(2, 10, 3_600);
		assertThat(this.usual.unusualFrom()).isEqualTo(3);
	}

	@Test
	void looksThatFollowEachOtherQuicklyCountAsOneInASecond() {
		look(2, 10, 60);
		for (int i = 0; i < 1_000; i++) {
			this.usual.checked(TestPools.counts(10, 10), this.now + 1);
		}
		assertThat(this.usual.unusualFrom()).isEqualTo(3);
	}

	@Test
	void nothingIsUnusualInAPoolWithoutALimit() {
		this.usual.checked(new ConnectionCounts(50, null, null, null, null), 0);
		assertThat(this.usual.unusualFrom()).isEqualTo(Integer.MAX_VALUE);
	}

	private void look(int active, int max, int times) {
		for (int i = 0; i < times; i++) {
			this.now += SECOND;
			this.usual.checked(TestPools.counts(active, max), this.now);
		}
	}

}
