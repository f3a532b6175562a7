package io.github.connectionpool.benchmarks.candidate;

import java.util.Map;

import javax.sql.DataSource;

import brave.Tracing;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveBaggageManager;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.connectionpool.autoconfigure.ConnectionPoolAutoConfiguration;
import io.github.connectionpool.autoconfigure.ConnectionPoolContextAutoConfiguration;
import io.github.connectionpool.autoconfigure.ConnectionPoolEndpointAutoConfiguration;
import io.github.connectionpool.autoconfigure.ConnectionPoolHealthAutoConfiguration;
import io.github.connectionpool.autoconfigure.ConnectionPoolMetricsAutoConfiguration;
import io.github.connectionpool.benchmarks.stub.StubDriver;

/**
 * The starter of this project around a HikariCP, as its auto-configuration makes it.
 */
public final class StarterPools {

	private StarterPools() {
	}

	/**
	 * Start an application with the starter.
	 * @param driver opens the pool's connections
	 * @param size how many connections it has
	 * @param properties the application's
	 * @return to be closed by the caller
	 */
	public static OpenPool open(DataSource driver, int size, Map<String, String> properties) {
		return PoolApplication.start(Starter.class, driver, size, properties);
	}

	static OpenPool openCapturing(String when, int size) {
		return open(StubDriver.dataSource(), size, Map.of("connectionpool.capture.stack", when));
	}

	/** Outside of any trace: the spans of borrows are asked for in vain. */
	static OpenPool openTraced(int size) {
		return PoolApplication.start(Traced.class, StubDriver.dataSource(), size,
				Map.of("connectionpool.capture.stack", "never"));
	}

	/**
	 * All of the starter. Without the meters that Spring Boot itself puts into the pool,
	 * which the bare one does not have either.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class,
			ConnectionPoolContextAutoConfiguration.class, ConnectionPoolEndpointAutoConfiguration.class,
			ConnectionPoolHealthAutoConfiguration.class, ConnectionPoolMetricsAutoConfiguration.class })
	static class Starter {

	}

	/** The starter, and a tracer as applications have it. */
	@Configuration(proxyBeanMethods = false)
	@Import(Starter.class)
	static class Traced {

		@Bean
		Tracing tracing() {
			return Tracing.newBuilder().build();
		}

		@Bean
		Tracer tracer(Tracing tracing) {
			return new BraveTracer(tracing.tracer(), new BraveCurrentTraceContext(tracing.currentTraceContext()),
					new BraveBaggageManager());
		}

	}

}
