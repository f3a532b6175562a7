package io.github.connectionpool.sample.postgres;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

class EmbeddedPostgresFailureAnalyzerTests {

	@Test
	void theMessageSaysWhatFailedAndWhatToSet() {
		Exception failure = new EmbeddedPostgresFailedException(new IOException("disk full"));
		FailureAnalysis analysis = new EmbeddedPostgresFailureAnalyzer()
			.analyze(new BeanCreationException("embeddedPostgres", failure));
		assertThat(analysis).extracting(FailureAnalysis::getDescription, STRING).contains("disk full");
		assertThat(analysis).extracting(FailureAnalysis::getAction, STRING).contains("Set spring.datasource.url");
	}

	@Test
	void springBootFindsTheAnalyzer() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, failure) -> {
				// those of Spring Boot that want arguments
			})).hasAtLeastOneElementOfType(EmbeddedPostgresFailureAnalyzer.class);
	}

}
