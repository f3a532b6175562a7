package io.github.connectionpool.testsupport.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks Chrome's DevTools protocol to one tab: commands with their answers, and the
 * events so far. Thread-safe.
 */
final class DevTools implements AutoCloseable {

	private static final long LONGEST_ANSWER_SECONDS = 30;

	private static final JsonMapper JSON = new JsonMapper();

	private final AtomicInteger ids = new AtomicInteger();

	private final Messages messages;

	private final WebSocket socket;

	private DevTools(Messages messages, WebSocket socket) {
		this.messages = messages;
		this.socket = socket;
	}

	static DevTools connect(URI tab) {
		Messages messages = new Messages();
		return new DevTools(messages,
				HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(tab, messages).join());
	}

	JsonNode send(String method, Map<String, ?> parameters) {
		int id = this.ids.incrementAndGet();
		CompletableFuture<JsonNode> answer = this.messages.expect(id);
		String command = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
		this.socket.sendText(command, true).join();
		JsonNode message = answer.orTimeout(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS).join();
		if (message.has("error")) {
			throw new IllegalStateException(method + " is refused: " + message.get("error"));
		}
		return message.path("result");
	}

	/** The parameters of all events of one kind, in their order. */
	List<JsonNode> events(String method) {
		return this.messages.events.stream()
			.filter((event) -> method.equals(event.path("method").asString()))
			.map((event) -> event.path("params"))
			.toList();
	}

	@Override
	public void close() {
		this.socket.abort();
	}

	/** The messages of a tab: each answers a command or is an event. */
	private static final class Messages implements WebSocket.Listener {

		private final Map<Integer, CompletableFuture<JsonNode>> expected = new ConcurrentHashMap<>();

		private final List<JsonNode> events = new CopyOnWriteArrayList<>();

		private final StringBuilder text = new StringBuilder();

		CompletableFuture<JsonNode> expect(int id) {
			return this.expected.computeIfAbsent(id, (key) -> new CompletableFuture<>());
		}

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				take(JSON.readTree(this.text.toString()));
				this.text.setLength(0);
			}
			socket.request(1);
			return CompletableFuture.completedStage("");
		}

		private void take(JsonNode message) {
			if (message.has("id")) {
				expect(message.get("id").asInt()).complete(message);
			}
			else {
				this.events.add(message);
			}
		}

	}

}
