package io.github.connectionpool.sample.shop;

import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Places orders and finds them again, each in one transaction.
 */
@Service
class OrderService {

	private final CustomerRepository customers;

	private final OrderRepository orders;

	private final OrderLineRepository lines;

	OrderService(CustomerRepository customers, OrderRepository orders, OrderLineRepository lines) {
		this.customers = customers;
		this.orders = orders;
		this.lines = lines;
	}

	@Transactional(readOnly = true)
	public List<Order> ofCustomer(long customerId) {
		Customer customer = this.customers.find(customerId)
			.orElseThrow(() -> ShopErrors.notFound("customer", customerId));
		return this.orders.findByCustomer(customer.id());
	}

	@Transactional(readOnly = true)
	public OrderWithLines find(long id) {
		Order order = this.orders.find(id).orElseThrow(() -> ShopErrors.notFound("order", id));
		return new OrderWithLines(order, this.lines.findByOrder(id));
	}

	@Transactional
	public OrderWithLines place(NewOrder newOrder) {
		Customer customer = this.customers.find(newOrder.customerId())
			.orElseThrow(() -> ShopErrors.unknown("customer", newOrder.customerId()));
		long id = this.orders.insert(customer.id());
		int line = 1;
		for (NewOrderLine newLine : newOrder.lines()) {
			if (!this.lines.insert(id, line++, newLine)) {
				throw ShopErrors.unknown("product", newLine.productId());
			}
		}
		return find(id);
	}

}
