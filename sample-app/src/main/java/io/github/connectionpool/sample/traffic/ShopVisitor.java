package io.github.connectionpool.sample.traffic;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.stereotype.Component;

import io.github.connectionpool.sample.web.Loopback;

/**
 * Looks at a page of the shop or orders something, as chance will have it.
 */
@Component
class ShopVisitor implements Visitor {

	// as many as the migrations make
	private static final int CUSTOMERS = 5000;

	private static final int PRODUCTS = 500;

	private static final int ORDERS = 50_000;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Loopback loopback;

	ShopVisitor(Loopback loopback) {
		this.loopback = loopback;
	}

	@Override
	public boolean visit() throws IOException, InterruptedException {
		int status = this.http.send(nextRequest(), BodyHandlers.discarding()).statusCode();
		return status >= 200 && status < 300;
	}

	private HttpRequest nextRequest() {
		int percent = ThreadLocalRandom.current().nextInt(100);
		if (percent < 45) {
			return page("/customers/" + oneOf(CUSTOMERS)).build();
		}
		if (percent < 70) {
			return page("/customers/" + oneOf(CUSTOMERS) + "/orders").build();
		}
		if (percent < 88) {
			return page("/orders/" + oneOf(ORDERS)).build();
		}
		if (percent < 98) {
			return page("/orders").header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(newOrder()))
				.build();
		}
		return page("/bestsellers").build();
	}

	private HttpRequest.Builder page(String path) {
		return HttpRequest.newBuilder(this.loopback.uri(path)).timeout(PATIENCE);
	}

	private static String newOrder() {
		return """
				{"customerId": %d, "lines": [{"productId": %d, "quantity": %d}, {"productId": %d, "quantity": 1}]}
				""".formatted(oneOf(CUSTOMERS), oneOf(PRODUCTS), oneOf(5), oneOf(PRODUCTS));
	}

	private static int oneOf(int count) {
		return 1 + ThreadLocalRandom.current().nextInt(count);
	}

}
