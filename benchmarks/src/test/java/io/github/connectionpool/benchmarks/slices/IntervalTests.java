package io.github.connectionpool.benchmarks.slices;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IntervalTests {

	@Test
	void theMedianOfAnEvenNumberIsBetweenTheMiddleOnes() {
		assertThat(Interval.median(4, 1, 3, 2)).isEqualTo(2.5);
	}

	@Test
	void theBoundsOfAMedianAreThoseOfTheSignTest() {
		double[] seen = IntStream.rangeClosed(1, 50).mapToDouble((i) -> i).toArray();
		assertThat(Interval.ofMedian(seen)).isEqualTo(new Interval(25.5, 18, 33));
	}

	@Test
	void sixValuesAreTheFewestWithThatConfidenceAndNeedAllTheySpreadOver() {
		assertThat(Interval.ofMedian(6, 5, 4, 3, 2, 1)).isEqualTo(new Interval(3.5, 1, 6));
		assertThat(Interval.ofMedian(1, 2, 3, 4, 5, 6, 7, 8, 9)).isEqualTo(new Interval(5, 2, 8));
	}

	@Test
	void fewerValuesGiveTheirSpread() {
		assertThat(Interval.ofMedian(7)).isEqualTo(new Interval(7, 7, 7));
	}

	@Test
	void theBoundsHoldAtLeastAsOftenAsPromised() {
		Random random = new Random(7);
		long missed = IntStream.range(0, 2000).filter((i) -> {
			Interval interval = Interval.ofMedian(random.doubles(30, 0, 2).toArray());
			return interval.low() > 1 || interval.high() < 1;
		}).count();
		assertThat(missed).isBetween(10L, 100L);
	}

	@Test
	void nothingHasNoMedian() {
		assertThatIllegalArgumentException().isThrownBy(() -> Interval.ofMedian());
	}

	@Test
	void repetitionsLoseTwoAndAHalfOfAHundredOnEachSide() {
		double[] repeated = IntStream.rangeClosed(1, 200).mapToDouble((i) -> i).toArray();
		assertThat(Interval.ofRepetitions(99, repeated)).isEqualTo(new Interval(99, 6, 195));
	}

}
