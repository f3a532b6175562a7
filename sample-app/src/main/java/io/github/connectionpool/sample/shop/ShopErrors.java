package io.github.connectionpool.sample.shop;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What the shop answers when it cannot serve.
 */
final class ShopErrors {

	private ShopErrors() {
	}

	static ResponseStatusException notFound(String what, long id) {
		return new ResponseStatusException(HttpStatus.NOT_FOUND, noSuch(what, id));
	}

	static ResponseStatusException unknown(String what, long id) {
		return new ResponseStatusException(HttpStatus.BAD_REQUEST, noSuch(what, id));
	}

	private static String noSuch(String what, long id) {
		return "There is no %s %d".formatted(what, id);
	}

}
