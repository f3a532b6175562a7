package io.github.connectionpool.sample.shop;

import java.net.URI;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pages about orders.
 */
@RestController
@RequestMapping("/orders")
class OrderController {

	private final OrderService orders;

	OrderController(OrderService orders) {
		this.orders = orders;
	}

	@GetMapping("/{id}")
	OrderWithLines order(@PathVariable long id) {
		return this.orders.find(id);
	}

	@PostMapping
	ResponseEntity<OrderWithLines> place(@RequestBody NewOrder newOrder) {
		OrderWithLines placed = this.orders.place(newOrder);
		return ResponseEntity.created(URI.create("/orders/" + placed.order().id())).body(placed);
	}

}
