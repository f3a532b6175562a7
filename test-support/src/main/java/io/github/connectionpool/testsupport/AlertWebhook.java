package io.github.connectionpool.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;

/**
 * Receives what Alertmanager sends to a webhook of this machine. Keeps the first thousand
 * messages. Thread-safe.
 */
public final class AlertWebhook implements AutoCloseable {

	private static final int MOST_MESSAGES = 1000;

	private final HttpServer server;

	private final List<Message> messages = new CopyOnWriteArrayList<>();

	private AlertWebhook(HttpServer server) {
		this.server = server;
	}

	/**
	 * Starts one at a port that is free.
	 * @return once it listens
	 * @throws IOException if it cannot listen
	 */
	public static AlertWebhook start() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		AlertWebhook webhook = new AlertWebhook(server);
		server.createContext("/", (exchange) -> {
			try (exchange) {
				byte[] body = exchange.getRequestBody().readAllBytes();
				webhook.received(new Message(Instant.now(), exchange.getRequestURI().getPath(),
						new String(body, StandardCharsets.UTF_8)));
				exchange.sendResponseHeaders(200, -1);
			}
		});
		server.start();
		return webhook;
	}

	private void received(Message message) {
		if (this.messages.size() < MOST_MESSAGES) {
			this.messages.add(message);
		}
	}

	/**
	 * Where Alertmanager sends to, without a path.
	 * @return a URL
	 */
	public String url() {
		return "http://" + LocalServer.HOST + ":" + this.server.getAddress().getPort();
	}

	/**
	 * The messages so far.
	 * @return a copy, in the order of their arrival
	 */
	public List<Message> messages() {
		return List.copyOf(this.messages);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * A message of Alertmanager. Immutable.
	 *
	 * @param at the time of its arrival
	 * @param path the path of the webhook
	 * @param json its text
	 */
	public record Message(Instant at, String path, String json) {

		/**
		 * Whether an alert of this message fires.
		 * @return false if all are resolved
		 */
		public boolean isFiring() {
			return this.json.contains("\"status\":\"firing\"");
		}

	}

}
