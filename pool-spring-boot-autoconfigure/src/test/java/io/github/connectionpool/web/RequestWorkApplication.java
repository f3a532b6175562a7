package io.github.connectionpool.web;

import java.io.IOException;

import javax.sql.DataSource;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

import io.github.connectionpool.Loans;
import io.github.connectionpool.internal.checkout.PoolRegistry;

/**
 * Serves requests in all the ways there are. Each borrows, and nothing is returned before
 * a test says so: what was borrowed tells in which unit of work.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage
@Import({ Handlers.class, Servlets.class })
class RequestWorkApplication {

	@Bean
	Loans loans(DataSource dataSource, PoolRegistry pools) {
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

}
