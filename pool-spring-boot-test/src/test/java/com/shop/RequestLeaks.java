package com.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.beans.factory.annotation.Value;

/**
 * The leaks of the scorecard in requests to a server. Each method has the name of a
 * scenario.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public class RequestLeaks {

	@Value("${local.server.port}")
	int port;

	@Test
	void keptInFieldInRequest() throws Exception {
		get("/keep");
	}

	@Test
	void lostOnExceptionInRequest() throws Exception {
		get("/lose");
	}

	@Test
	void keptInFieldInAsyncRequest() throws Exception {
		get("/keep-later");
	}

	private void get(String path) throws IOException, InterruptedException {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build(),
					HttpResponse.BodyHandlers.ofString());
		Idle.await(response.body());
	}

}
