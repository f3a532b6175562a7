package io.github.connectionpool.benchmarks.candidate;

import java.util.Map;

import com.github.gavlyukovskiy.boot.jdbc.decorator.DataSourceDecoratorAutoConfiguration;
import com.p6spy.engine.spy.P6DataSource;
import com.p6spy.engine.spy.appender.Slf4JLogger;
import com.zaxxer.hikari.HikariDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.connectionpool.benchmarks.stub.StubDriver;

/**
 * The other wrappers of a HikariCP. None of them looks for leaks.
 */
final class Wrappers {

	/** All are off by default. */
	private static final Map<String, String> NOTHING_EXCLUDED = Map.of("spring.autoconfigure.exclude", "");

	private Wrappers() {
	}

	/** Without a listener, which it asks for. */
	static OpenPool datasourceProxy(int size) {
		HikariDataSource pool = HikariPools.bare(StubDriver.dataSource(), size);
		return new OpenPool(ProxyDataSourceBuilder.create(pool).build(), pool::close);
	}

	/** Logging to SLF4J without a listener. It writes a file unless told otherwise. */
	static OpenPool p6spy(int size) {
		System.setProperty("p6spy.config.appender", Slf4JLogger.class.getName());
		HikariDataSource pool = HikariPools.bare(StubDriver.dataSource(), size);
		return new OpenPool(new P6DataSource(pool), pool::close);
	}

	static OpenPool decorator(int size) {
		return PoolApplication.start(Decorator.class, StubDriver.dataSource(), size, NOTHING_EXCLUDED);
	}

	static OpenPool micrometer(int size) {
		return PoolApplication.start(Observed.class, StubDriver.dataSource(), size, NOTHING_EXCLUDED);
	}

	/** The auto-configuration of data-source-decorator, with datasource-proxy. */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(DataSourceDecoratorAutoConfiguration.class)
	static class Decorator {

		/** P6Spy is there to be measured by itself, and would be decorated with, too. */
		@Bean
		static BeanFactoryPostProcessor withoutP6Spy() {
			return (beanFactory) -> ((BeanDefinitionRegistry) beanFactory)
				.removeBeanDefinition("p6SpyDataSourceDecorator");
		}

	}

	/**
	 * The auto-configuration of datasource-micrometer, with meters in memory and a tracer
	 * that traces nothing.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
			CompositeMeterRegistryAutoConfiguration.class, ObservationAutoConfiguration.class,
			MicrometerTracingAutoConfiguration.class, NoopTracerAutoConfiguration.class,
			DataSourceObservationAutoConfiguration.class })
	static class Observed {

	}

}
