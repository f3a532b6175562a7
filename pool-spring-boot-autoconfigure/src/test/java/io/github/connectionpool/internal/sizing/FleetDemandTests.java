package io.github.connectionpool.internal.sizing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FleetDemand}.
 */
class FleetDemandTests {

	@ParameterizedTest
	@CsvSource({ "10, 4, 97, 40, false, 24", "97, 1, 97, 97, false, 97", "98, 1, 97, 98, true, 97",
			"20, 8, 97, 160, true, 12", "1, 98, 97, 98, true, 0", "10, 50, 2000, 500, false, 10",
			"10, 51, 2000, 510, true, 9", "10, 50, , 500, false, 10", "10, 51, , 510, true, 9",
			"2147483647, 2147483647, 97, 4611686014132420609, true, 0" })
	void needsPgBouncerAboveTheServersLimitAndAboveFiveHundred(int poolSize, int instances,
			@Nullable Integer serverLimit, long total, boolean needed, int largestPool) {
		FleetDemand demand = new FleetDemand(poolSize, instances, serverLimit);
		assertThat(demand.total()).isEqualTo(total);
		assertThat(demand.needsPgBouncer()).isEqualTo(needed);
		assertThat(demand.largestPool()).isEqualTo(largestPool);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"10 | 4 | 97 | PgBouncer is not needed: pool 10 × instances 4 = 40 connections of the 97 the server gives,"
					+ " which leaves 57.",
			"20 | 8 | 97 | PgBouncer is needed: pool 20 × instances 8 = 160 connections, 63 more than the 97 the server"
					+ " gives. Without it each instance may have a pool of 12 at most.",
			"1 | 98 | 97 | PgBouncer is needed: pool 1 × instances 98 = 98 connections, 1 more than the 97 the server"
					+ " gives. Without it not even a pool of 1 for each instance fits.",
			"10 | 60 | 2000 | PgBouncer is needed: pool 10 × instances 60 = 600 connections, above 500 more server"
					+ " processes cost more than they bring. Without it each instance may have a pool of 8 at most.",
			"10 | 4 | | Compare the total, pool 10 × instances 4 = 40 connections, with the server's max_connections"
					+ " less its reserved slots: if it gives fewer, PgBouncer is needed.",
			"10 | 60 | | PgBouncer is needed: pool 10 × instances 60 = 600 connections, above 500 more server"
					+ " processes cost more than they bring. Without it each instance may have a pool of 8 at most." },
			quoteCharacter = '"')
	void saysSoInASentenceOrTwo(int poolSize, int instances, @Nullable Integer serverLimit, String statement) {
		assertThat(new FleetDemand(poolSize, instances, serverLimit).statement()).isEqualTo(statement);
	}

	@Test
	void refusesNumbersBelowOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> new FleetDemand(0, 1, 1))
			.withMessage("'poolSize' must be at least 1, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new FleetDemand(1, -1, 1))
			.withMessage("'instances' must be at least 1, but is -1");
		assertThatIllegalArgumentException().isThrownBy(() -> new FleetDemand(1, 1, 0))
			.withMessage("'serverLimit' must be at least 1, but is 0");
	}

}
