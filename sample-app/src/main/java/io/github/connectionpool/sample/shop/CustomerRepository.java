package io.github.connectionpool.sample.shop;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The customers in the database.
 */
@Repository
class CustomerRepository {

	private final JdbcClient jdbc;

	CustomerRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Customer> find(long id) {
		return this.jdbc.sql("select id, name, email, city from customers where id = ?")
			.param(id)
			.query(Customer.class)
			.optional();
	}

}
