package io.github.connectionpool.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
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

	/** With nothing in the header but what is given; null for no header. */
	static ResponseEntity<String> get(int port, String path, @Nullable String accept) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(port, path));
		if (accept != null) {
			request.header("Accept", accept);
		}
		HttpResponse<String> answer = HttpClient.newHttpClient()
			.send(request.build(), HttpResponse.BodyHandlers.ofString());
		HttpHeaders headers = new HttpHeaders();
		answer.headers().map().forEach(headers::addAll);
		return new ResponseEntity<>(answer.body(), headers, HttpStatusCode.valueOf(answer.statusCode()));
	}

	static HttpStatusCode delete(int port, String path) {
		return deleteForEntity(port, path).getStatusCode();
	}

	static ResponseEntity<String> deleteForEntity(int port, String path) {
		return CLIENT.delete().uri(uri(port, path)).retrieve().toEntity(String.class);
	}

	static ResponseEntity<String> post(int port, String path, String json) {
		return CLIENT.post()
			.uri(uri(port, path))
			.contentType(MediaType.APPLICATION_JSON)
			.body(json)
			.retrieve()
			.toEntity(String.class);
	}

	private static URI uri(int port, String path) {
		return URI.create("http://localhost:" + port + path);
	}

}
