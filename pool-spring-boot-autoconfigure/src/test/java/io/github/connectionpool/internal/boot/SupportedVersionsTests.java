package io.github.connectionpool.internal.boot;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SupportedVersionsTests {

	private final MockEnvironment environment = new MockEnvironment();

	@ParameterizedTest
	@ValueSource(strings = { "1.5.22.RELEASE", "2.7.18", "3.0.0", "3.4.13", "3.4.0-SNAPSHOT" })
	void anOlderVersionStopsTheStart(String version) {
		assertThatExceptionOfType(UnsupportedVersionException.class).isThrownBy(() -> start(version));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "3.5.0", "3.5.16", "3.10.0", "4.0.9", "4.1.2", "4.2.0-M1", "5.0.0-SNAPSHOT", "?" })
	void anotherVersionStarts(@Nullable String version) {
		assertThatNoException().isThrownBy(() -> start(version));
	}

	@Test
	void anOlderVersionStartsWhereMonitoringIsSwitchedOff() {
		this.environment.setProperty("connectionpool.enabled", "false");
		assertThatNoException().isThrownBy(() -> start("3.4.13"));
	}

	@Test
	void theAnalysisNamesTheSupportedLines() {
		FailureAnalysis analysis = new UnsupportedVersionFailureAnalyzer()
			.analyze(new IllegalStateException(new UnsupportedVersionException("3.4.13")));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).isEqualTo(
				"The connection pool monitor does not run on Spring Boot 3.4.13," + " it supports 3.5, 4.0 and 4.1.");
		assertThat(analysis.getAction()).isEqualTo("Update Spring Boot to one of 3.5, 4.0 and 4.1. Until then set"
				+ " connectionpool.enabled=false or remove pool-spring-boot-starter.");
	}

	private void start(@Nullable String version) {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.setEnvironment(this.environment);
			new SupportedVersions(version).initialize(context);
		}
	}

}
