package io.github.connectionpool.sample.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.connectionpool.testsupport.PgBouncerServer;

/**
 * Starts a PgBouncer in transaction mode that has fewer connections to the server than
 * the pool has to it.
 */
final class LocalPgBouncer {

	private static final Logger logger = LoggerFactory.getLogger(LocalPgBouncer.class);

	/** The pool has five. */
	private static final int SERVER_CONNECTIONS = 3;

	private LocalPgBouncer() {
	}

	static PgBouncerServer start(int serverPort, int port) {
		if (PgBouncerServer.program().isEmpty()) {
			throw new PgBouncerFailedException(PgBouncerServer.HOW_TO_INSTALL);
		}
		try {
			checkFree(port);
			PgBouncerServer server = PgBouncerServer.before(serverPort)
				.set("pool_mode", "transaction")
				.set("default_pool_size", SERVER_CONNECTIONS)
				.port(port)
				.start();
			logger.info("PgBouncer: psql -h 127.0.0.1 -p {} -U postgres pgbouncer -c 'show pools'", port);
			return server;
		}
		catch (IOException ex) {
			throw new PgBouncerFailedException("PgBouncer could not be started at port %d: %s".formatted(port, ex), ex);
		}
	}

	/** Or another PgBouncer that is there would be taken for this one. */
	private static void checkFree(int port) throws IOException {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			socket.setReuseAddress(true);
		}
	}

}
