package io.github.connectionpool.internal.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.sql.JdbcUrl;

import io.github.connectionpool.internal.pooler.ServerSession;

/**
 * Asks one product. Runs outside of a transaction, each part for itself, so that a
 * refused part does not keep the rest from being read. Thread-safe.
 */
interface ServerReader {

	/**
	 * Ask.
	 * @param connection in auto-commit mode
	 * @return what the server says
	 * @throws SQLException if the server cannot be asked at all
	 */
	ServerSays read(Connection connection) throws SQLException;

	/**
	 * What a server says.
	 *
	 * @param reading for all roles
	 * @param session which of the server's sessions has said it, null if that is not
	 * known
	 */
	record ServerSays(ServerReading reading, @Nullable ServerSession session) {
	}

	/** Whether a URL may be one of a product that can be asked. */
	static boolean mayKnow(@Nullable String url) {
		return switch (JdbcUrl.of(url).product()) {
			case POSTGRESQL, MYSQL, MARIADB, UNKNOWN -> true;
			default -> false;
		};
	}

}
