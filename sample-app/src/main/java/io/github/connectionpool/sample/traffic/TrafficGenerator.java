package io.github.connectionpool.sample.traffic;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Runs one stream of visitors at a time.
 */
@Component
class TrafficGenerator {

	private final Visitor visitor;

	private @Nullable TrafficRun run;

	TrafficGenerator(Visitor visitor) {
		this.visitor = visitor;
	}

	synchronized TrafficReport start(int rate, int seconds) {
		if (this.run != null && this.run.isRunning()) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "Traffic is running; DELETE /traffic stops it");
		}
		this.run = new TrafficRun(this.visitor, rate, seconds);
		Thread thread = new Thread(this.run, "traffic");
		thread.setDaemon(true);
		thread.start();
		return this.run.report();
	}

	synchronized TrafficReport report() {
		return (this.run != null) ? this.run.report() : TrafficReport.NONE_YET;
	}

	// not at bean destruction: the server goes first and would refuse the last visitors
	@EventListener(ContextClosedEvent.class)
	synchronized void stop() {
		if (this.run != null) {
			this.run.stop();
		}
	}

}
