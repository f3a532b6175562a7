package io.github.connectionpool.sample.postgres;

import java.io.IOException;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the embedded server on a free port with its data in a temporary directory.
 */
final class EmbeddedPostgresServer {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedPostgresServer.class);

	private static final Duration LONGEST_START = Duration.ofMinutes(1);

	private EmbeddedPostgresServer() {
	}

	static EmbeddedPostgres start() {
		try {
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				.setPGStartupWait(LONGEST_START)
				// initdb fails on a machine whose LANG names a locale that is not there
				.setLocaleConfig("locale", "C")
				// a hook would stop the server while the pool is still closing
				.setRegisterShutdownHook(false)
				.start();
			logger.info("Embedded PostgreSQL: psql -h localhost -p {} -U postgres", server.getPort());
			return server;
		}
		catch (IOException | RuntimeException ex) {
			throw new EmbeddedPostgresFailedException(ex);
		}
	}

}
