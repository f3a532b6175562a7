package io.github.connectionpool.sample.postgres;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/**
 * Matches when the user has left {@code spring.datasource.url} unset.
 */
class NoDatabaseConfigured extends NoneNestedConditions {

	NoDatabaseConfigured() {
		super(ConfigurationPhase.PARSE_CONFIGURATION);
	}

	@ConditionalOnProperty("spring.datasource.url")
	static class UrlConfigured {

	}

}
