package io.github.connectionpool.sample.shop;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pages about customers.
 */
@RestController
@RequestMapping("/customers/{id}")
class CustomerController {

	private final CustomerRepository customers;

	private final OrderService orders;

	CustomerController(CustomerRepository customers, OrderService orders) {
		this.customers = customers;
		this.orders = orders;
	}

	@GetMapping
	Customer customer(@PathVariable long id) {
		return this.customers.find(id).orElseThrow(() -> ShopErrors.notFound("customer", id));
	}

	@GetMapping("/orders")
	List<Order> orders(@PathVariable long id) {
		return this.orders.ofCustomer(id);
	}

}
