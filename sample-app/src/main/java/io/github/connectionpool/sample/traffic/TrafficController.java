package io.github.connectionpool.sample.traffic;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.github.connectionpool.sample.web.IntParameter;

/**
 * Starts, shows and stops the traffic.
 */
@RestController
@RequestMapping("/traffic")
class TrafficController {

	private static final IntParameter RATE = new IntParameter("rate", 1, 500);

	private final TrafficGenerator traffic;

	TrafficController(TrafficGenerator traffic) {
		this.traffic = traffic;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	TrafficReport start(@RequestParam(defaultValue = "50") String rate,
			@RequestParam(defaultValue = "30") String seconds) {
		return this.traffic.start(RATE.parse(rate), IntParameter.SECONDS.parse(seconds));
	}

	@GetMapping
	TrafficReport report() {
		return this.traffic.report();
	}

	@DeleteMapping
	TrafficReport stop() {
		this.traffic.stop();
		return this.traffic.report();
	}

}
