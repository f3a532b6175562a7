package io.github.connectionpool.web;

import java.io.IOException;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.connectionpool.Loans;

/**
 * Servlets that borrow, at once and later.
 */
@Configuration(proxyBeanMethods = false)
class Servlets {

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

}
