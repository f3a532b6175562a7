package io.github.connectionpool.sample.shop;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The orders in the database.
 */
@Repository
class OrderRepository {

	private static final String SELECT = """
			select o.id, o.customer_id, o.status, o.placed_at,
				(select sum(l.quantity * l.price) from order_lines l where l.order_id = o.id) as total
			from orders o
			""";

	private final JdbcClient jdbc;

	OrderRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Order> find(long id) {
		return this.jdbc.sql(SELECT + "where o.id = ?").param(id).query(Order.class).optional();
	}

	List<Order> findByCustomer(long customerId) {
		return this.jdbc.sql(SELECT + "where o.customer_id = ? order by o.placed_at desc limit 100")
			.param(customerId)
			.query(Order.class)
			.list();
	}

	long insert(long customerId) {
		return this.jdbc.sql("insert into orders (customer_id, status) values (?, 'NEW') returning id")
			.param(customerId)
			.query(Long.class)
			.single();
	}

}
