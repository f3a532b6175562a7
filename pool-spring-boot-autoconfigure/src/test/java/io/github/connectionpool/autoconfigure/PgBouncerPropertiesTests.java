package io.github.connectionpool.autoconfigure;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@NullMarked
@ExtendWith(OutputCaptureExtension.class)
class PgBouncerPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConnectionPoolAutoConfiguration.class));

	@Test
	void anEmptyUrlOfTheConsoleIsNone() {
		this.runner.withPropertyValues("connectionpool.pgbouncer.url=").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(ConnectionPoolProperties.class).pgbouncer().url()).isNull();
		});
	}

	@Test
	void aUrlThatIsNotOfAConsoleStopsTheStart() {
		this.runner
			.withPropertyValues("connectionpool.pgbouncer.url=jdbc:postgresql://me:hunter2@host:6432/app?password=x")
			.run((context) -> assertThat(all(context.getStartupFailure()))
				.contains("connectionpool.pgbouncer.url", "jdbc:postgresql://pgbouncer:6432/pgbouncer")
				.doesNotContain("hunter2", "password=x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://h:6432/pgbouncer;password=S3cret",
			"jdbc:postgresql://user:S3c/ret5@h/pgbouncer", "jdbc:postgresql://user:S3cret%40h:6432/pgbouncer" })
	void noSecretOfAMalformedUrlIsToldByTheStart(String url, CapturedOutput output) {
		SpringApplication application = new SpringApplication(ConnectionPoolAutoConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run("--connectionpool.pgbouncer.url=" + url))
			.satisfies(
					(ex) -> assertThat(all(ex)).contains("connectionpool.pgbouncer.url").doesNotContain("S3c", "ret5"));
		assertThat(output).contains("the property 'connectionpool.pgbouncer.url' is 'jdbc:postgresql://")
			.doesNotContain("S3c", "ret5");
	}

	@Test
	void thePasswordIsNotInTheText() {
		this.runner
			.withPropertyValues("connectionpool.pgbouncer.url=jdbc:postgresql://host:6432/pgbouncer",
					"connectionpool.pgbouncer.password=hunter2")
			.run((context) -> assertThat(context.getBean(ConnectionPoolProperties.class).toString())
				.contains("jdbc:postgresql://host:6432/pgbouncer")
				.doesNotContain("hunter2"));
	}

	@Test
	void intervalAndTimeoutHaveBounds() {
		this.runner.withPropertyValues("connectionpool.database.interval=100ms")
			.run((context) -> assertThat(all(context.getStartupFailure())).contains("connectionpool.database.interval",
					"100ms", "a duration from 1000ms to 3600000ms"));
		this.runner.withPropertyValues("connectionpool.database.timeout=1m")
			.run((context) -> assertThat(all(context.getStartupFailure())).contains("connectionpool.database.timeout",
					"60000ms", "a duration from 100ms to 30000ms"));
	}

	private static String all(@Nullable Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable each = failure; each != null; each = each.getCause()) {
			text.append(each);
		}
		return text.toString();
	}

}
