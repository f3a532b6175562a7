package io.github.connectionpool.evaluation.work;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * The requests in which scenarios run.
 */
@RestController
class WorkController {

	private final Jobs.OfTasks tasks;

	private final Jobs.OfAsyncRequests asyncRequests;

	private final Jobs.OfStreams streams;

	private final Jobs.OfEvents events;

	WorkController(Jobs.OfTasks tasks, Jobs.OfAsyncRequests asyncRequests, Jobs.OfStreams streams,
			Jobs.OfEvents events) {
		this.tasks = tasks;
		this.asyncRequests = asyncRequests;
		this.streams = streams;
		this.events = events;
	}

	@GetMapping("/task/{id}")
	String work(@PathVariable String id) throws Exception {
		this.tasks.take(id).run();
		return "done";
	}

	@GetMapping("/async/{id}")
	DeferredResult<String> async(@PathVariable String id) throws Exception {
		DeferredResult<String> result = new DeferredResult<>();
		this.asyncRequests.take(id).begin(() -> result.setResult("done"));
		return result;
	}

	@GetMapping("/stream/{id}")
	ResponseEntity<StreamingResponseBody> stream(@PathVariable String id) throws Exception {
		return ResponseEntity.ok(this.streams.take(id).open());
	}

	@GetMapping("/events/{id}")
	SseEmitter events(@PathVariable String id) throws Exception {
		SseEmitter events = new SseEmitter();
		this.events.take(id).begin(events);
		return events;
	}

	/** The slow service of another system. */
	@GetMapping("/slow/{millis}")
	String slow(@PathVariable long millis) throws InterruptedException {
		Thread.sleep(millis);
		return "paid";
	}

}
