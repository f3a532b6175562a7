package io.github.connectionpool.sample.scenario;

import java.time.Duration;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.github.connectionpool.sample.web.IntParameter;

/**
 * Stands in for a slow service of another company.
 */
@RestController
class SlowServiceController {

	private static final IntParameter MILLIS = new IntParameter("millis", 0, 600_000);

	@GetMapping("/slow")
	String slow(@RequestParam(defaultValue = "1000") String millis) {
		Duration time = Duration.ofMillis(MILLIS.parse(millis));
		TimeBox.sleep(time);
		return "Slept " + time;
	}

}
