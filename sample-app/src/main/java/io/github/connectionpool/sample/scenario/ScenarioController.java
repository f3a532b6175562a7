package io.github.connectionpool.sample.scenario;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import io.github.connectionpool.sample.web.IntParameter;

/**
 * Lists the scenarios and starts them.
 */
@RestController
@RequestMapping("/scenarios")
class ScenarioController {

	private static final IntParameter PARALLEL = new IntParameter("parallel", 1, ScenarioLauncher.MOST_AT_ONCE);

	private final List<Scenario> scenarios;

	private final ScenarioLauncher launcher;

	ScenarioController(List<Scenario> scenarios, ScenarioLauncher launcher) {
		this.scenarios = scenarios;
		this.launcher = launcher;
	}

	@GetMapping
	List<ScenarioDescription> scenarios() {
		return this.scenarios.stream().map(ScenarioDescription::of).toList();
	}

	@PostMapping("/{name}")
	ResponseEntity<ScenarioAnswer> start(@PathVariable String name, @RequestParam(defaultValue = "20") String seconds,
			@RequestParam(defaultValue = "1") String parallel) throws SQLException {
		Scenario scenario = find(name);
		if (scenario instanceof LongScenario longScenario) {
			return launch(longScenario, IntParameter.SECONDS.parse(seconds), PARALLEL.parse(parallel));
		}
		return run((InstantScenario) scenario);
	}

	private ResponseEntity<ScenarioAnswer> launch(LongScenario scenario, int seconds, int parallel) {
		this.launcher.launch(scenario, Duration.ofSeconds(seconds), parallel);
		String message = "Running %d at once for %d s in the background".formatted(parallel, seconds);
		return ResponseEntity.accepted().body(new ScenarioAnswer(scenario.name(), message));
	}

	private ResponseEntity<ScenarioAnswer> run(InstantScenario scenario) throws SQLException {
		try {
			return ResponseEntity.ok(new ScenarioAnswer(scenario.name(), scenario.run()));
		}
		catch (RuntimeException ex) {
			String message = "%s failed: %s".formatted(scenario.name(), ex);
			throw new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, message, ex);
		}
	}

	private Scenario find(String name) {
		return this.scenarios.stream()
			.filter((scenario) -> scenario.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"There is no scenario '%s'; GET /scenarios lists them".formatted(name)));
	}

}
