package io.github.connectionpool.sample.shop;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.github.connectionpool.sample.web.IntParameter;

/**
 * The page of the bestsellers.
 */
@RestController
class BestsellerController {

	private static final IntParameter LIMIT = new IntParameter("limit", 1, 100);

	private final BestsellerRepository bestsellers;

	BestsellerController(BestsellerRepository bestsellers) {
		this.bestsellers = bestsellers;
	}

	@GetMapping("/bestsellers")
	List<Bestseller> bestsellers(@RequestParam(defaultValue = "10") String limit) {
		return this.bestsellers.top(LIMIT.parse(limit));
	}

}
