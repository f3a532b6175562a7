package com.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests whose requests return their connections, at last.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public class RequestCases {

	@Value("${local.server.port}")
	int port;

	@Test
	void aRequest() throws Exception {
		get("/count");
	}

	@Test
	void aRequestThatGoesOn() throws Exception {
		int holds = Shop.HOLDS.get();
		CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
			.sendAsync(request("/slow"), HttpResponse.BodyHandlers.ofString());
		while (Shop.HOLDS.get() == holds) {
			Thread.sleep(5);
		}
		assertThat(response).isNotDone();
	}

	private void get(String path) throws IOException, InterruptedException {
		HttpClient.newHttpClient().send(request(path), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build();
	}

}
