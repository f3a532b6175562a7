package io.github.connectionpool.sample.scenario;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * What the list says about a scenario.
 *
 * @param name the scenario's name
 * @param description what it does
 * @param start the command that starts it
 */
record ScenarioDescription(String name, String description, String start) {

	static ScenarioDescription of(Scenario scenario) {
		ServletUriComponentsBuilder url = ServletUriComponentsBuilder.fromCurrentRequestUri();
		url.pathSegment(scenario.name());
		if (scenario instanceof LongScenario) {
			url.query("seconds=20&parallel=1");
		}
		return new ScenarioDescription(scenario.name(), scenario.description(),
				"curl -X POST '%s'".formatted(url.toUriString()));
	}

}
