package io.github.connectionpool.sample.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

import io.github.connectionpool.testsupport.PgBouncerServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class PgBouncerConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(EmbeddedPostgresConfiguration.class, PgBouncerConfiguration.class)
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
		.withPropertyValues("spring.profiles.active=pgbouncer");

	@Test
	void withoutTheProgramTheShopDoesNotStartAndSaysHowToInstallIt() {
		this.runner.withPropertyValues("sample.pgbouncer.port=1")
			.withSystemProperties("pgbouncer.program=/nowhere/pgbouncer")
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = new PgBouncerFailureAnalyzer()
					.analyze(Objects.requireNonNull(context.getStartupFailure()));
				assertThat(analysis).extracting(FailureAnalysis::getDescription, STRING)
					.contains("PgBouncer is not installed", "apt-get install pgbouncer", "-Dpgbouncer.program=");
				assertThat(analysis).extracting(FailureAnalysis::getAction, STRING).contains("Install PgBouncer");
			});
	}

	@Test
	void aPortThatIsTakenIsNamed() throws IOException {
		assumeTrue(PgBouncerServer.program().isPresent(), PgBouncerServer.HOW_TO_INSTALL);
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String port = Integer.toString(taken.getLocalPort());
			this.runner.withPropertyValues("sample.pgbouncer.port=" + port)
				.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("at port " + port));
		}
	}

	@Test
	void aDatabaseOfTheUsersTakesThePlaceOfBoth() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example.com/shop")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PgBouncerServer.class));
	}

	@Test
	void springBootFindsTheAnalyzer() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, failure) -> {
				// those of Spring Boot that want arguments
			})).hasAtLeastOneElementOfType(PgBouncerFailureAnalyzer.class);
	}

}
