package io.github.connectionpool;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The one real PostgreSQL that all tests of this module share. It ends with the JVM.
 */
public final class PostgresServer {

	private static final EmbeddedPostgres SERVER = start();

	private PostgresServer() {
	}

	/**
	 * Where to connect to.
	 * @return the JDBC URL, with the user in it
	 */
	public static String url() {
		return SERVER.getJdbcUrl("postgres", "postgres");
	}

	/**
	 * Where it listens on this machine.
	 * @return the port
	 */
	public static int port() {
		return SERVER.getPort();
	}

	private static EmbeddedPostgres start() {
		try {
			return EmbeddedPostgres.builder()
				.setServerConfig("max_connections", "100")
				.setServerConfig("fsync", "off")
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
