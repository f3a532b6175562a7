package io.github.connectionpool.autoconfigure;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class PoolTypeRequiredTests {

	@Test
	void whoInjectsThePoolsOwnClassFirstIsToldHowToGetAtIt(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(WantsHikari.class));
		tellsHowToGetAtIt(output);
	}

	@Test
	void whoInjectsThePoolsOwnClassLaterIsToldHowToGetAtIt(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(WantsHikariLater.class));
		tellsHowToGetAtIt(output);
	}

	@Test
	void otherMissingBeansAreLeftToSpringBoot(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(WantsSomethingElse.class));
		assertThat(output).contains("required a bean of type 'java.lang.Thread' that could not be found")
			.doesNotContain("connectionpool.exclude");
	}

	@Test
	void exclusionMakesItWork() {
		start(WantsHikari.class, "--connectionpool.exclude=dataSource");
	}

	private static void tellsHowToGetAtIt(CapturedOutput output) {
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The bean 'dataSource' was asked for as com.zaxxer.hikari.HikariDataSource")
			.contains("unwrap(HikariDataSource.class)")
			.contains("connectionpool.exclude=dataSource");
	}

	private static void start(Class<?> configuration, String... arguments) {
		new SpringApplicationBuilder(Pooled.class, configuration).web(WebApplicationType.NONE).run(arguments).close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ConnectionPoolAutoConfiguration.class)
	static class Pooled {

		/** It runs from the start, so that it can only be wrapped. */
		@Bean
		HikariDataSource dataSource() {
			HikariConfig config = new HikariConfig();
			config.setJdbcUrl("jdbc:h2:mem:required");
			return new HikariDataSource(config);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WantsHikari {

		@Bean
		String nameOfPool(HikariDataSource hikari) {
			return String.valueOf(hikari.getPoolName());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WantsHikariLater {

		@Bean
		@DependsOn("dataSource")
		String nameOfPool(HikariDataSource hikari) {
			return String.valueOf(hikari.getPoolName());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WantsSomethingElse {

		@Bean
		String nameOfThread(Thread thread) {
			return thread.getName();
		}

	}

}
