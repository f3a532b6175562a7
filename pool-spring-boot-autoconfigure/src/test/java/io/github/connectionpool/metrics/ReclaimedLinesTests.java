package io.github.connectionpool.metrics;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReclaimedLinesTests {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final ReclaimedLines lines = new ReclaimedLines();

	@Test
	void aLineIsCountedUntilAQuarterOfAnHourAfterItsLastConnection() {
		this.lines.add("Orders:90", 0);
		this.lines.add("Orders:90", 10 * MINUTE);
		this.lines.add("Stock:7", 10 * MINUTE);
		this.lines.add("Orders:90", 20 * MINUTE);
		assertThat(this.lines.recent(20 * MINUTE)).isEqualTo(Map.of("Orders:90", 3, "Stock:7", 1));
		assertThat(this.lines.recent(25 * MINUTE)).isEqualTo(Map.of("Orders:90", 3));
		assertThat(this.lines.recent(35 * MINUTE)).isEmpty();
	}

	@Test
	void aLineThatComesBackCountsFromOneAgain() {
		this.lines.add("Orders:90", 0);
		this.lines.add("Orders:90", 16 * MINUTE);
		assertThat(this.lines.recent(16 * MINUTE)).isEqualTo(Map.of("Orders:90", 1));
	}

	@Test
	void theClockMayOverflowMeanwhile() {
		long start = Long.MAX_VALUE - MINUTE;
		this.lines.add("Orders:90", start);
		assertThat(this.lines.recent(start + 2 * MINUTE)).hasSize(1);
		assertThat(this.lines.recent(start + 15 * MINUTE)).isEmpty();
	}

	@Test
	void theNumberOfLinesIsBounded() {
		this.lines.add("first", 0);
		for (int i = 0; i < ReclaimedLines.MOST_LINES - 1; i++) {
			this.lines.add("line" + i, 0);
		}
		this.lines.add("first", 0);
		this.lines.add("one more", 0);
		assertThat(this.lines.recent(0)).hasSize(ReclaimedLines.MOST_LINES)
			.containsEntry("first", 2)
			.containsKey("one more")
			.doesNotContainKey("line0");
	}

}
