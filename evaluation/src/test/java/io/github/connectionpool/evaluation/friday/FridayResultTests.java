package io.github.connectionpool.evaluation.friday;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class FridayResultTests {

	private static final double FIRST_LOST = 10;

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HIKARI")
	void theStarterHasToNameTheLineInTimeWithEachProtection(Protection protection) {
		assertThat(result(protection, 29.0, Map.of()).missed(30)).isEmpty();
		assertThat(result(protection, 31.0, Map.of()).missed(30))
			.containsExactly(protection.text() + ": no alert with the line within 30 s");
		assertThat(result(protection, null, Map.of()).missed(30)).hasSize(1);
	}

	@Test
	void whereLeaksAreReclaimedEachRequestHasToBeServed() {
		assertThat(result(Protection.RECLAIM, 9.0, Map.of(TrafficLog.NO_CONNECTION, 2)).missed(30)).singleElement()
			.asString()
			.endsWith("2 requests failed for want of a connection");
		assertThat(result(Protection.RECLAIM, 9.0, Map.of(TrafficLog.TIMED_OUT, 1, TrafficLog.NO_PLACE, 2)).missed(30))
			.singleElement()
			.asString()
			.endsWith("3 requests had no answer, perhaps for want of a connection");
		assertThat(result(Protection.RECLAIM, 9.0, Map.of(TrafficLog.BAD_PAGE, 9)).missed(30)).isEmpty();
		assertThat(result(Protection.STARTER, 9.0, Map.of(TrafficLog.NO_CONNECTION, 2)).missed(30)).isEmpty();
	}

	@Test
	void theRunWithoutTheStarterIsMeasuredOnly() {
		assertThat(result(Protection.HIKARI, null, Map.of(TrafficLog.NO_CONNECTION, 2)).missed(30)).isEmpty();
	}

	private static FridayResult result(Protection protection, @Nullable Double named, Map<String, Integer> kinds) {
		FridayResult.Told told = (named != null)
				? new FridayResult.Told(FIRST_LOST + named, "ConnectionPoolLeak", "Pool dataSource leaks", true) : null;
		return new FridayResult(protection, new TrafficLog(Instant.now()), new TreeMap<>(kinds), 12, FIRST_LOST, 85,
				null, null, told, told);
	}

}
