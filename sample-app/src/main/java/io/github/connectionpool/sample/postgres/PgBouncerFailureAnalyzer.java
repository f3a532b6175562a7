package io.github.connectionpool.sample.postgres;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do when PgBouncer is missing or cannot be started.
 */
final class PgBouncerFailureAnalyzer extends AbstractFailureAnalyzer<PgBouncerFailedException> {

	private static final String ACTION = """
			Install PgBouncer, set sample.pgbouncer.port to a port that is free, \
			or start the sample without the profile pgbouncer.""";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PgBouncerFailedException cause) {
		return new FailureAnalysis(cause.getMessage(), ACTION, cause);
	}

}
