package io.github.connectionpool.internal.sizing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ServerCapacity}.
 */
class ServerCapacityTests {

	@ParameterizedTest
	@CsvSource({ "100, 25, 10, 1, 65, 65", "100, 25, 10, 10, 6, 6", "100, 25, 10, 66, 0, 0", "1, 0, 0, 1, 1, 1",
			"500, 0, 0, 1, 500, 500", "501, 0, 0, 1, 501, 500",
			"17179869184, 4294967296, 2147483648, 20971520, 512, 500",
			"9223372036854775807, 0, 0, 1, 9223372036854775807, 500" })
	void dividesWhatMemoryIsLeftAndStopsAtFiveHundred(long memory, long sharedBuffers, long overhead,
			long memoryPerConnection, long raw, int practical) {
		ServerCapacity capacity = ServerCapacity.of(memory, sharedBuffers, overhead, memoryPerConnection);
		assertThat(capacity.raw()).isEqualTo(raw);
		assertThat(capacity.practical()).isEqualTo(practical);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"199 | The server is small: memory limits max_connections to 199, below the usual 200 to 500.",
			"200 | Memory allows max_connections of 200, within the usual 200 to 500.",
			"500 | Memory allows max_connections of 500, within the usual 200 to 500.",
			"501 | Memory allows max_connections of 501, but above 500 more server processes cost more than they"
					+ " bring: put PgBouncer in front." })
	void saysWhatTheNumberMeans(long memory, String remark) {
		assertThat(ServerCapacity.of(memory, 0, 0, 1).remark()).isEqualTo(remark);
	}

	@Test
	void refusesSharedBuffersAndOverheadThatLeaveNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> ServerCapacity.of(100, 100, 0, 1))
			.withMessage("'sharedBuffers' must be from 0 to 99, but is 100");
		assertThatIllegalArgumentException().isThrownBy(() -> ServerCapacity.of(100, 40, 60, 1))
			.withMessage("'overhead' must be from 0 to 59, but is 60");
		assertThatIllegalArgumentException().isThrownBy(() -> ServerCapacity.of(100, 40, Long.MAX_VALUE, 1))
			.withMessage("'overhead' must be from 0 to 59, but is 9223372036854775807");
	}

	@Test
	void refusesWhatIsNoAmountOfMemory() {
		assertThatIllegalArgumentException().isThrownBy(() -> ServerCapacity.of(0, 0, 0, 1))
			.withMessage("'memory' must be at least 1, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> ServerCapacity.of(1, -1, 0, 1))
			.withMessage("'sharedBuffers' must be from 0 to 0, but is -1");
		assertThatIllegalArgumentException().isThrownBy(() -> ServerCapacity.of(1, 0, Long.MIN_VALUE, 1))
			.withMessage("'overhead' must be from 0 to 0, but is -9223372036854775808");
		assertThatIllegalArgumentException().isThrownBy(() -> ServerCapacity.of(1, 0, 0, 0))
			.withMessage("'memoryPerConnection' must be at least 1, but is 0");
	}

}
