package io.github.connectionpool.internal.pgbouncer.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.SocketFactory;

/**
 * Counts the sockets that the PostgreSQL driver opens for URLs that name this factory.
 */
public final class CountedSockets extends SocketFactory {

	private static final AtomicInteger OPENED = new AtomicInteger();

	private final SocketFactory factory = SocketFactory.getDefault();

	/** A parameter that makes the driver use this factory. Counts from zero again. */
	static String parameter() {
		OPENED.set(0);
		return "socketFactory=" + CountedSockets.class.getName();
	}

	static int opened() {
		return OPENED.get();
	}

	@Override
	public Socket createSocket() throws IOException {
		OPENED.incrementAndGet();
		return this.factory.createSocket();
	}

	@Override
	public Socket createSocket(String host, int port) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(InetAddress host, int port) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
		throw new UnsupportedOperationException();
	}

}
