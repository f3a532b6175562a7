package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.jdbc.NotedBorrows;

import static org.assertj.core.api.Assertions.assertThat;

class AotTests {

	@Test
	@CompileWithForkedClassLoader
	@SuppressWarnings("unchecked")
	void poolIsMonitoredAndSizedByCodeThatWasGeneratedAheadOfTime() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		properties().applyTo(context);
		context.register(Application.class);
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			GenericApplicationContext fresh = new GenericApplicationContext();
			properties().applyTo(fresh);
			compiled.getInstance(ApplicationContextInitializer.class).initialize(fresh);
			try (fresh) {
				fresh.refresh();
				DataSource dataSource = fresh.getBean(DataSource.class);
				assertThat(dataSource).isInstanceOf(NotedBorrows.Source.class);
				assertThat(dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(17);
				dataSource.getConnection().close();
				assertThat(fresh.getBean(PoolRegistry.class).all()).singleElement()
					.satisfies((pool) -> assertThat(pool.ledger().borrows()).isEqualTo(1));
			}
			catch (java.sql.SQLException ex) {
				throw new AssertionError(ex);
			}
		});
	}

	private static TestPropertyValues properties() {
		return TestPropertyValues.of("spring.datasource.url=" + PostgresServer.url(), "connectionpool.sizing.cores=8");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class,
			ConnectionPoolContextAutoConfiguration.class, ConnectionPoolHealthAutoConfiguration.class,
			ConnectionPoolMetricsAutoConfiguration.class })
	static class Application {

	}

}
