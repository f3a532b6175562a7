package com.shop;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import javax.sql.DataSource;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Classes that share a context, and one whose context is closed after each test.
 */
public final class CachedCases {

	public static final Set<ApplicationContext> CONTEXTS = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	private CachedCases() {
	}

	/** Leaks into the context that the next class shares. */
	@SpringBootTest
	public static class First {

		@Autowired
		ApplicationContext context;

		@Autowired
		Shop.Orders orders;

		@Test
		void leaking() throws SQLException {
			CONTEXTS.add(this.context);
			this.orders.keep();
		}

	}

	/** Finds the connection of the first class still borrowed. */
	@SpringBootTest
	public static class Second {

		@Autowired
		ApplicationContext context;

		@Autowired
		Shop.Orders orders;

		@Test
		void healthy() {
			CONTEXTS.add(this.context);
			this.orders.count();
		}

	}

	/** The context is closed before the check. */
	@SpringBootTest
	@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	public static class Closed {

		@Autowired
		DataSource dataSource;

		@Autowired
		Shop.Orders orders;

		@Test
		@Order(1)
		void leakingIntoAClosedContext() throws SQLException {
			Shop.KEPT.add(Lines.here(this.dataSource).getConnection());
		}

		@Test
		@Order(2)
		void healthyInANewContext() {
			this.orders.count();
		}

	}

}
