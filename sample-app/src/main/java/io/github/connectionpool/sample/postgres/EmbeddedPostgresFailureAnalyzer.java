package io.github.connectionpool.sample.postgres;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do when the embedded PostgreSQL cannot be started.
 */
final class EmbeddedPostgresFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedPostgresFailedException> {

	private static final String ACTION = """
			Set spring.datasource.url, spring.datasource.username and spring.datasource.password \
			to use a PostgreSQL of your own with an empty database. \
			To see why the embedded one failed, set logging.level.io.zonky.test=info.""";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedPostgresFailedException cause) {
		return new FailureAnalysis(cause.getMessage(), ACTION, cause);
	}

}
