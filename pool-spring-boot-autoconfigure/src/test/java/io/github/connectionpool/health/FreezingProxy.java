package io.github.connectionpool.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Forwards to a port, or keeps connections open and forwards nothing.
 */
final class FreezingProxy implements AutoCloseable {

	private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	/** Read by those that forward, written while nothing is to be forwarded. */
	private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

	private final int target;

	FreezingProxy(int target) throws IOException {
		this.target = target;
		start(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	/** From the thread that thaws it again. */
	void freeze() {
		this.gate.writeLock().lock();
	}

	void thaw() {
		this.gate.writeLock().unlock();
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.listener.accept();
			this.sockets.add(client);
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.sockets.add(server);
			start(() -> forward(client, server));
			start(() -> forward(server, client));
		}
	}

	private void forward(Socket from, Socket to) throws IOException {
		try (from; to; InputStream in = from.getInputStream()) {
			byte[] buffer = new byte[8192];
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				this.gate.readLock().lock();
				try {
					to.getOutputStream().write(buffer, 0, read);
				}
				finally {
					this.gate.readLock().unlock();
				}
			}
		}
	}

	private static void start(Forwarding forwarding) {
		Thread thread = new Thread(() -> {
			try {
				forwarding.run();
			}
			catch (IOException ex) {
				// one end is closed
			}
		}, "proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		if (this.gate.isWriteLockedByCurrentThread()) {
			thaw();
		}
		this.listener.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	/** What a thread does until an end is closed. */
	@FunctionalInterface
	private interface Forwarding {

		void run() throws IOException;

	}

}
