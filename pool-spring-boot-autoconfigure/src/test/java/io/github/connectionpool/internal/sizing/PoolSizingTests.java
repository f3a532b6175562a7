package io.github.connectionpool.internal.sizing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PoolSizing}.
 */
class PoolSizingTests {

	@ParameterizedTest
	@CsvSource({ "4, , 1, MIXED, 9", "1, , 0, MIXED, 2", "8, , 2, CPU_BOUND, 8", "8, , 2, IO_BOUND, 32",
			"1, , 0, CPU_BOUND, 1", "2, 16, 1, MIXED, 5", "16, 2, 1, MIXED, 5", "16, 2, 1, CPU_BOUND, 2",
			"16, 2, 1, IO_BOUND, 8", "1000000, , 1000000, MIXED, 3000000", "1000000, , 0, IO_BOUND, 4000000" })
	void recommendsByWorkloadAndTheSmallerCores(int applicationCores, @Nullable Integer databaseCores, int spindles,
			Workload workload, int expected) {
		PoolSize size = PoolSizing.recommend(applicationCores, databaseCores, spindles, workload);
		assertThat(size.connections()).isEqualTo(expected);
	}

	@Test
	void saysWhichFormulaItUsed() {
		assertThat(PoolSizing.recommend(4, null, 1, Workload.MIXED).formula())
			.isEqualTo("cores × 2 + spindles = 4 × 2 + 1");
		assertThat(PoolSizing.recommend(4, 8, 1, Workload.CPU_BOUND).formula()).isEqualTo("cores = 4");
		assertThat(PoolSizing.recommend(4, 4, 1, Workload.IO_BOUND).formula()).isEqualTo("cores × 4 = 4 × 4");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "MIXED | cores × 2 + spindles = 2 × 2 + 1", "CPU_BOUND | cores = 2",
			"IO_BOUND | cores × 4 = 2 × 4" })
	void saysThatItTookTheCoresOfTheDatabase(Workload workload, String formula) {
		assertThat(PoolSizing.recommend(16, 2, 1, workload).formula())
			.isEqualTo(formula + " (cores of the database, which has fewer than the application's 16)");
	}

	@ParameterizedTest
	@CsvSource({ "0, 1, 1, 'applicationCores', 1, 0", "-1, 1, 1, 'applicationCores', 1, -1",
			"2147483647, 1, 1, 'applicationCores', 1, 2147483647", "1, 0, 1, 'databaseCores', 1, 0",
			"1, 1000001, 1, 'databaseCores', 1, 1000001", "1, 1, -1, 'spindles', 0, -1",
			"1, 1, 2147483647, 'spindles', 0, 2147483647" })
	void refusesNumbersOutsideTheirRange(int applicationCores, int databaseCores, int spindles, String name, int min,
			int value) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> PoolSizing.recommend(applicationCores, databaseCores, spindles, Workload.MIXED))
			.withMessage("'" + name + "' must be from " + min + " to 1000000, but is " + value);
	}

	@Test
	@SuppressWarnings("NullAway")
	void refusesNoWorkload() {
		assertThatIllegalArgumentException().isThrownBy(() -> PoolSizing.recommend(1, null, 1, null))
			.withMessage("'workload' must not be null");
	}

	@Test
	void hasNoSizeBelowOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PoolSize(0, "none"))
			.withMessage("'connections' must be at least 1, but is 0");
	}

}
