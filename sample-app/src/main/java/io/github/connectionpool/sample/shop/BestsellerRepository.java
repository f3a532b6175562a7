package io.github.connectionpool.sample.shop;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What sells best, added up from every order line there is.
 */
@Repository
class BestsellerRepository {

	private final JdbcClient jdbc;

	BestsellerRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Bestseller> top(int limit) {
		return this.jdbc.sql("""
				select p.id, p.name, sum(l.quantity) as sold, sum(l.quantity * l.price) as revenue
				from order_lines l join products p on p.id = l.product_id
				group by p.id
				order by revenue desc
				limit ?
				""").param(limit).query(Bestseller.class).list();
	}

}
