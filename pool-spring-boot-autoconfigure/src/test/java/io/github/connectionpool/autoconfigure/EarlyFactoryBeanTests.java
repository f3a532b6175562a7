package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.connectionpool.internal.jdbc.NotedBorrows;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A factory bean of a static method is made as soon as any bean is searched for by its
 * type, and the data source that it needs with it. The post-processors must be there
 * before, or the pool is not monitored.
 */
class EarlyFactoryBeanTests {

	@Test
	void dataSourceOfAStaticFactoryBeanIsMonitored() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:early")
			.withUserConfiguration(Early.class)
			.run((context) -> assertThat(context.getBean(DataSource.class)).isInstanceOf(NotedBorrows.Source.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Early {

		@Bean
		static Sessions sessions(DataSource dataSource) {
			return new Sessions(dataSource);
		}

	}

	/** As one that makes an entity manager factory. */
	record Sessions(DataSource dataSource) implements FactoryBean<Runnable> {

		@Override
		public Runnable getObject() {
			return () -> {
			};
		}

		@Override
		public @Nullable Class<?> getObjectType() {
			return Runnable.class;
		}

	}

}
