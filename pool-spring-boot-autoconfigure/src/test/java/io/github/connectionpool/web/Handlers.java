package io.github.connectionpool.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import io.github.connectionpool.Loans;

/**
 * Handlers of Spring MVC that borrow, at once and later.
 */
@RestController
class Handlers {

	private final Loans loans;

	private final Stage stage;

	Handlers(Loans loans, Stage stage) {
		this.loans = loans;
		this.stage = stage;
	}

	@GetMapping("/handler")
	String handler() {
		this.loans.take("handler");
		return "handled";
	}

	@GetMapping("/throw")
	String fail() {
		this.loans.take("handler");
		throw new IllegalStateException("handler");
	}

	@GetMapping("/error-status")
	void errorStatus(HttpServletResponse response) throws IOException {
		this.loans.take("handler");
		response.sendError(418);
	}

	@GetMapping("/forward")
	ModelAndView forward() {
		this.loans.take("forwarding");
		return new ModelAndView("forward:/handler");
	}

	@GetMapping("/callable")
	Callable<String> callable() {
		this.loans.take("request");
		return () -> {
			this.loans.take("callable");
			this.stage.awaitCurtain();
			return "called";
		};
	}

	@GetMapping("/callable-throws")
	Callable<String> callableThatThrows() {
		this.loans.take("request");
		return () -> {
			this.loans.take("callable");
			throw new IllegalStateException("callable");
		};
	}

	@GetMapping("/deferred")
	DeferredResult<String> deferred() {
		this.loans.take("request");
		return this.stage.deferred(null);
	}

	@GetMapping("/deferred-at-once")
	DeferredResult<String> deferredAtOnce() {
		this.loans.take("request");
		DeferredResult<String> result = new DeferredResult<>();
		result.setResult("set before");
		return result;
	}

	@GetMapping("/deferred-timeout")
	DeferredResult<String> deferredThatTimesOut() {
		this.loans.take("request");
		return this.stage.deferred(1L);
	}

	@GetMapping("/stream")
	ResponseEntity<StreamingResponseBody> stream() {
		this.loans.take("request");
		return ResponseEntity.status(HttpStatus.OK).header("X-Stream", "yes").body((out) -> {
			this.loans.take("stream");
			write(out, "first ");
			this.stage.awaitCurtain();
			write(out, "last");
		});
	}

	/** Until the client has gone away. */
	@GetMapping("/endless")
	StreamingResponseBody endless() {
		this.loans.take("request");
		return (out) -> {
			while (true) {
				write(out, "and so on ".repeat(1000));
			}
		};
	}

	private static void write(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.UTF_8));
		out.flush();
	}

}
