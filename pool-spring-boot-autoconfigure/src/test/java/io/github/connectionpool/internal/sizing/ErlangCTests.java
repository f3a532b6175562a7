package io.github.connectionpool.internal.sizing;

import java.math.BigDecimal;
import java.math.MathContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ErlangC}.
 */
class ErlangCTests {

	private static final MathContext EXACT = new MathContext(60);

	@ParameterizedTest
	@CsvSource({ "1, 0.5, 0.5", "2, 1, 0.3333", "5, 3, 0.2362", "10, 5, 0.0361", "10, 8, 0.4092", "20, 16, 0.2561",
			"50, 40, 0.0870" })
	void agreesWithTheTables(int servers, double offeredLoad, double chance) {
		assertThat(ErlangC.chanceToWait(servers, offeredLoad)).isCloseTo(chance, within(0.00005));
	}

	@ParameterizedTest
	@CsvSource({ "1, 0.999", "3, 0.01", "10, 8", "10, 9.999", "100, 85", "500, 490", "2000, 1990.5" })
	void agreesWithTheFormulaInExactNumbers(int servers, double offeredLoad) {
		double exact = exact(servers, offeredLoad);
		assertThat(ErlangC.chanceToWait(servers, offeredLoad)).isCloseTo(exact, within(exact * 1e-9));
	}

	@Test
	void isStillANumberForAMillionServers() {
		assertThat(ErlangC.chanceToWait(1_000_000, 999_000)).isBetween(0.2, 0.4);
		assertThat(ErlangC.chanceToWait(1_000_000, 1)).isZero();
	}

	@Test
	void everybodyWaitsWhereTheQueueGrowsWithoutEnd() {
		assertThat(ErlangC.chanceToWait(10, 10)).isOne();
		assertThat(ErlangC.chanceToWait(10, 1e6)).isOne();
	}

	@Test
	void moreServersMakeWaitingLessLikelyAndMoreLoadMakesItMoreLikely() {
		for (int servers = 9; servers < 40; servers++) {
			assertThat(ErlangC.chanceToWait(servers + 1, 8)).isLessThan(ErlangC.chanceToWait(servers, 8));
			assertThat(ErlangC.chanceToWait(servers, 8.1)).isGreaterThan(ErlangC.chanceToWait(servers, 8));
		}
	}

	/** The textbook's sum of powers and factorials, which doubles could not hold. */
	private static double exact(int servers, double offeredLoad) {
		BigDecimal load = BigDecimal.valueOf(offeredLoad);
		BigDecimal term = BigDecimal.ONE;
		BigDecimal sum = BigDecimal.ONE;
		for (int k = 1; k < servers; k++) {
			term = term.multiply(load).divide(BigDecimal.valueOf(k), EXACT);
			sum = sum.add(term, EXACT);
		}
		BigDecimal count = BigDecimal.valueOf(servers);
		BigDecimal all = term.multiply(load).divide(count, EXACT).multiply(count).divide(count.subtract(load), EXACT);
		return all.divide(sum.add(all), EXACT).doubleValue();
	}

}
