package io.github.connectionpool.testsupport;

import java.io.IOException;

/**
 * A server that runs as a program of this machine until it is closed. Thread-safe.
 */
public abstract sealed class LocalServer implements AutoCloseable
		permits AlertmanagerServer, ChromiumBrowser, MariaDbServer, PgBouncerServer, PrometheusServer {

	static final String HOST = "127.0.0.1";

	private static final int MOST_PORTS = 5;

	private final Program program;

	private final int port;

	LocalServer(Program program, int port) {
		this.program = program;
		this.port = port;
	}

	/**
	 * Starts a server at a port that is free. Another process may take the port before
	 * the server does; then the server is started again, at another port.
	 */
	static <S> S atFreePort(AtPort<S> server) throws IOException {
		for (int attempt = 1; attempt < MOST_PORTS; attempt++) {
			try {
				return server.start(Program.freePort());
			}
			catch (PortTakenException ex) {
				// the next port
			}
		}
		return server.start(Program.freePort());
	}

	/**
	 * The port at which it listens, on this machine only.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Stops it where it is, as a machine that hangs.
	 * @throws IOException if the process takes no signal
	 */
	public void freeze() throws IOException {
		this.program.signal("STOP");
	}

	/**
	 * Lets it go on.
	 * @throws IOException if the process takes no signal
	 */
	public void thaw() throws IOException {
		this.program.signal("CONT");
	}

	/**
	 * Stops it for good. A second call does nothing.
	 */
	@Override
	public void close() {
		this.program.close();
	}

	interface AtPort<S> {

		S start(int port) throws IOException;

	}

}
