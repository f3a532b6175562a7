package io.github.connectionpool.internal.garbage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import io.github.connectionpool.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures, so it is not run unless asked for with {@code -Dmeasure.collections=true}.
 */
@EnabledIfSystemProperty(named = "measure.collections", matches = "true",
		disabledReason = "a measurement, asked for with -Dmeasure.collections=true")
class CollectionCostTests {

	@Test
	void writesATable() throws Exception {
		List<String> lines = new ArrayList<>(List.of(
				"| collector | heap | `System.gc()` takes | stops threads for | a young one takes | stops threads for |",
				"|---|---|---|---|---|---|"));
		for (String collector : List.of("G1", "Parallel", "Z")) {
			for (String heap : List.of("256m", "1g", "4g", "8g")) {
				try (JavaProcess process = JavaProcess.start(CollectionCost.class,
						List.of("-Xmx" + heap, "-Xms" + heap, "-XX:+Use" + collector + "GC"), List.of())) {
					String line = "| " + collector + " | " + heap + " | " + process.awaitLine(CollectionCost.RESULT);
					System.out.println(line);
					lines.add(line);
				}
			}
		}
		Path table = Path.of("target", "collection-cost.md");
		Files.write(table, lines);
		assertThat(lines).hasSize(14);
	}

}
