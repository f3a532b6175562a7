package io.github.connectionpool.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import io.github.connectionpool.Loans;
import io.github.connectionpool.checkout.Pools;
import io.github.connectionpool.checkout.Work;

/**
 * Serves requests in all the ways there are. Each borrows, and nothing is returned before
 * a test says so: what was borrowed tells in which unit of work.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage
class RequestWorkApplication {

	@Bean
	Loans loans(DataSource dataSource, Pools pools) {
		return new Loans(dataSource, pools);
	}

	@Bean
	Stage stage() {
		return new Stage();
	}

	@Bean
	BoundOutside boundOutside() {
		return new BoundOutside();
	}

	/** Around all that the application sees of a request. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> valve(BoundOutside boundOutside) {
		return (factory) -> factory.addEngineValves(boundOutside);
	}

	@Bean
	FilterRegistrationBean<Filter> borrowingFilter(Loans loans) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
				(request, response, chain) -> filter(loans, (HttpServletRequest) request, response, chain));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
		registration.setAsyncSupported(true);
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
		return registration;
	}

	private static void filter(Loans loans, HttpServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request.getDispatcherType() == DispatcherType.ERROR) {
			loans.take("error page");
		}
		else if (request.getParameter("filtered") != null) {
			loans.take("filter");
		}
		chain.doFilter(request, response);
		if (request.getParameter("filtered") != null) {
			loans.take("filter, after all others");
		}
	}

	@Bean
	ServletRegistrationBean<HttpServlet> plainServlet(Loans loans) {
		return servlet("plain", "/servlet/plain", (request, response) -> {
			loans.take("plain");
			response.getWriter().print(request.isAsyncSupported());
		});
	}

	@Bean
	ServletRegistrationBean<HttpServlet> includingServlet(Loans loans) {
		return servlet("including", "/servlet/include", (request, response) -> {
			loans.take("before");
			request.getRequestDispatcher("/servlet/plain").include(request, response);
			loans.take("after");
		});
	}

	/** Goes on on another thread, and completes when the test says so. */
	@Bean
	ServletRegistrationBean<HttpServlet> completingServlet(Loans loans, Stage stage) {
		return servlet("completing", "/servlet/complete", (request, response) -> {
			loans.take("request");
			AsyncContext async = request.startAsync();
			stage.play(() -> {
				async.getResponse().getWriter().print("completed");
				async.complete();
			});
		});
	}

	@Bean
	ServletRegistrationBean<HttpServlet> completingAtOnceServlet(Loans loans) {
		return servlet("completingAtOnce", "/servlet/complete-at-once", (request, response) -> {
			loans.take("request");
			request.startAsync().complete();
			loans.take("completed");
		});
	}

	/** Is dispatched twice, and asynchronous again in between. */
	@Bean
	ServletRegistrationBean<HttpServlet> dispatchingServlet(Loans loans, Stage stage) {
		return servlet("dispatching", "/servlet/dispatch", (request, response) -> {
			Integer times = (Integer) request.getAttribute("times");
			int time = (times != null) ? times : 0;
			loans.take("dispatch " + time);
			if (time < 2) {
				request.setAttribute("times", time + 1);
				AsyncContext async = request.startAsync();
				stage.play(async::dispatch);
			}
			else {
				response.getWriter().print("dispatched");
			}
		});
	}

	@Bean
	ServletRegistrationBean<HttpServlet> timingOutServlet(Loans loans) {
		return servlet("timingOut", "/servlet/timeout", (request, response) -> {
			loans.take("request");
			request.startAsync().setTimeout(1);
		});
	}

	@Bean
	ServletRegistrationBean<HttpServlet> throwingServlet(Loans loans) {
		return servlet("throwing", "/servlet/async-throw", (request, response) -> {
			loans.take("request");
			request.startAsync();
			throw new IllegalStateException("after it became asynchronous");
		});
	}

	private static ServletRegistrationBean<HttpServlet> servlet(String name, String path, Service service) {
		HttpServlet servlet = new HttpServlet() {

			private static final long serialVersionUID = 1L;

			@Override
			protected void doGet(HttpServletRequest request, HttpServletResponse response)
					throws ServletException, IOException {
				service.service(request, response);
			}

		};
		ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(servlet, path);
		registration.setName(name);
		registration.setAsyncSupported(true);
		return registration;
	}

	@FunctionalInterface
	private interface Service {

		void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;

	}

	@RestController
	static class Handlers {

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

	/** Where what is asynchronous waits until the test says so. */
	static class Stage implements AutoCloseable {

		private final BlockingQueue<DeferredResult<String>> deferred = new LinkedBlockingQueue<>();

		private final ExecutorService actors = Executors.newCachedThreadPool();

		private volatile CountDownLatch curtain = new CountDownLatch(0);

		/** From now on what is asynchronous waits. */
		void lower() {
			this.curtain = new CountDownLatch(1);
			this.deferred.clear();
		}

		void raise() {
			this.curtain.countDown();
		}

		void awaitCurtain() {
			try {
				if (!this.curtain.await(1, TimeUnit.MINUTES)) {
					throw new IllegalStateException("nobody has raised the curtain");
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		/** On a thread of its own. */
		void play(Act act) {
			this.actors.execute(() -> {
				awaitCurtain();
				try {
					act.play();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}

		DeferredResult<String> deferred(@Nullable Long timeout) {
			DeferredResult<String> result = new DeferredResult<>(timeout);
			this.deferred.add(result);
			return result;
		}

		DeferredResult<String> awaitDeferred() throws InterruptedException {
			return this.deferred.take();
		}

		@Override
		public void close() {
			this.actors.shutdownNow();
		}

		@FunctionalInterface
		interface Act {

			void play() throws IOException;

		}

	}

	/** What is bound to the server's threads before and after they serve. */
	static class BoundOutside extends ValveBase {

		private final Queue<String> seen = new ConcurrentLinkedQueue<>();

		private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

		BoundOutside() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			see("before", request);
			this.threads.add(Thread.currentThread());
			try {
				getNext().invoke(request, response);
			}
			finally {
				see("after", request);
			}
		}

		private void see(String when, ServletRequest request) {
			if (Work.current() != null) {
				this.seen.add(when + " " + request.getDispatcherType() + ": " + Work.current());
			}
		}

		List<String> seen() {
			return List.copyOf(this.seen);
		}

		List<Thread> threads() {
			return List.copyOf(this.threads);
		}

	}

}
