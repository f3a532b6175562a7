package io.github.connectionpool.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An instance that is up and answers with given texts only.
 */
final class ForeignInstance implements AutoCloseable {

	private static final String ACTUATOR = "/actuator";

	private final HttpServer server;

	private final Map<String, String> links = new ConcurrentHashMap<>();

	private ForeignInstance(HttpServer server) {
		this.server = server;
	}

	static ForeignInstance start() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		ForeignInstance instance = new ForeignInstance(server);
		instance.link("health", instance.actuator() + "/health")
			.answer(ACTUATOR + "/health", 200, "{\"status\":\"UP\"}");
		server.createContext(ACTUATOR, (exchange) -> answer(exchange, 200, instance.index()));
		server.start();
		return instance;
	}

	/** Claims to have an endpoint at an address. */
	ForeignInstance link(String id, String address) {
		this.links.put(id, address);
		return this;
	}

	/** Answers so at a path and below. */
	ForeignInstance answer(String path, int status, String body) {
		this.server.createContext(path, (exchange) -> answer(exchange, status, body));
		return this;
	}

	private String index() {
		return this.links.entrySet()
			.stream()
			.map((link) -> "\"%s\":{\"href\":\"%s\",\"templated\":false}".formatted(link.getKey(), link.getValue()))
			.collect(Collectors.joining(",", "{\"_links\":{", "}}"));
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/vnd.spring-boot.actuator.v3+json");
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	URI actuator() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + ACTUATOR);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
