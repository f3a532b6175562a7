package io.github.connectionpool.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Map<String, Integer> numbers = new HashMap<>();

	private final LineMeters meters = new LineMeters("connectionpool.leaked", "leaks", "dataSource",
			() -> this.numbers);

	@Test
	void theLinesWithTheLargestNumbersHaveRowsAndKeepThem() {
		this.meters.bindTo(this.registry);
		this.meters.update(numbers(25, 1, "few"));
		Map<String, Integer> more = numbers(25, 1, "few");
		more.putAll(numbers(5, 100, "many"));
		this.meters.update(more);
		assertThat(callSites()).hasSize(21).contains("other").noneMatch((site) -> site.startsWith("many"));
		Map<String, Integer> fresh = numbers(30, 1, "new");
		fresh.putAll(numbers(5, 100, "many"));
		this.meters.update(fresh);
		assertThat(callSites()).hasSize(21).contains("other", "many0", "many1", "many2", "many3", "many4");
		this.meters.update(numbers(2, 1, "new"));
		assertThat(callSites()).containsExactlyInAnyOrder("new0", "new1");
		this.meters.update(Map.of());
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void theRowOfTheOthersAddsUpTheRest() {
		this.numbers.putAll(numbers(20, 2, "many"));
		this.numbers.putAll(numbers(3, 1, "few"));
		this.meters.update(this.numbers);
		this.meters.bindTo(this.registry);
		assertThat(this.registry.get("connectionpool.leaked").tag("callSite", "other").gauge().value()).isEqualTo(3);
	}

	private static Map<String, Integer> numbers(int lines, int each, String name) {
		return IntStream.range(0, lines).boxed().collect(Collectors.toMap((i) -> name + i, (i) -> each));
	}

	private List<String> callSites() {
		return this.registry.getMeters().stream().map((meter) -> meter.getId().getTag("callSite")).toList();
	}

}
