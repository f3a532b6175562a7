package io.github.connectionpool.evaluation.planner;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PlannerEvaluationTests {

	@Test
	@Tag("measured")
	void measuresAllDistributionsAndWritesTheTables(@TempDir Path directory) throws Exception {
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		PlannerArguments arguments = PlannerArguments.of("--planner", "--seconds=1", "--pool=3", "--hold=5",
				"--out=" + directory);
		List<String> missed = new PlannerEvaluation(arguments, new PrintStream(said, true, StandardCharsets.UTF_8))
			.run();
		JsonNode json = JsonMapper.shared().readTree(Files.readString(directory.resolve("planner.json")));
		assertThat(json.get("comparisons").size()).isEqualTo(12);
		assertThat(json.get("missed").size()).isEqualTo(missed.size());
		assertThat(json.get("comparisons")).allSatisfy((one) -> {
			assertThat(one.get("borrows").asInt()).isPositive();
			// on a slow machine the holds take longer than they should, and the queue may
			// grow
			assertThat(one.get("plannedP99WaitMillis").isNumber()).isNotEqualTo(one.get("growsWithoutEnd").asBoolean());
		});
		assertThat(Files.readString(directory.resolve("planner.md"))).contains("| constant | ", "| exponential | ",
				"| lognormal | ", "| bounded Pareto | ", "- hikari: 7");
		assertThat(said.toString(StandardCharsets.UTF_8)).contains("Measuring lognormal hold times for 1 s");
	}

	@Test
	void refusesArgumentsThatMeanNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> PlannerArguments.of("--planner", "--repetitions=3"))
			.withMessage("There is no argument --repetitions for --planner");
		assertThatIllegalArgumentException().isThrownBy(() -> PlannerArguments.of("--planner", "--pool=0"))
			.withMessage("--pool must be at least 1, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> PlannerArguments.of("--planner", "--seconds=soon"));
	}

}
