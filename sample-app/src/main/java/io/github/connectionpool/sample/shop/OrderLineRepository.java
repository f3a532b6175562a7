package io.github.connectionpool.sample.shop;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The lines of the orders in the database.
 */
@Repository
class OrderLineRepository {

	private final JdbcClient jdbc;

	OrderLineRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<OrderLine> findByOrder(long orderId) {
		return this.jdbc.sql("""
				select line, product_id, quantity, price from order_lines
				where order_id = ? order by line
				""").param(orderId).query(OrderLine.class).list();
	}

	/**
	 * Adds a line at the product's price of today.
	 * @return whether there is such a product
	 */
	boolean insert(long orderId, int line, NewOrderLine newLine) {
		return this.jdbc.sql("""
				insert into order_lines (order_id, line, product_id, quantity, price)
				select ?, ?, id, ?, price from products where id = ?
				""").params(orderId, line, newLine.quantity(), newLine.productId()).update() == 1;
	}

}
