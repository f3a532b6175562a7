package io.github.connectionpool.web;

import java.net.URI;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/**
 * Asks a server on this machine; an error is an answer like any other.
 */
final class Http {

	private static final RestClient CLIENT = RestClient.builder()
		.defaultStatusHandler((status) -> true, (request, response) -> {
		})
		.build();

	private Http() {
	}

	static ResponseEntity<String> get(int port, String path) {
		return CLIENT.get().uri(uri(port, path)).retrieve().toEntity(String.class);
	}

	static HttpStatusCode delete(int port, String path) {
		return deleteForEntity(port, path).getStatusCode();
	}

	static ResponseEntity<String> deleteForEntity(int port, String path) {
		return CLIENT.delete().uri(uri(port, path)).retrieve().toEntity(String.class);
	}

	private static URI uri(int port, String path) {
		return URI.create("http://localhost:" + port + path);
	}

}
