package com.shop;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.connectionpool.test.AllowOpenConnections;
import io.github.connectionpool.test.MaxConnections;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tests with annotations, most of them broken.
 */
@SpringBootTest(
		properties = { "spring.datasource.hikari.maximum-pool-size=100", "spring.datasource.hikari.minimum-idle=1" })
@MaxConnections(1)
public class RuleCases {

	@Autowired
	DataSource dataSource;

	@Autowired
	PlatformTransactionManager transactions;

	@Autowired
	Shop.Orders orders;

	@Test
	void oneAfterTheOther() {
		for (int i = 0; i < 5; i++) {
			this.orders.countInTransaction();
		}
	}

	@Test
	void nestedBorrow() throws SQLException {
		try (Connection outer = this.dataSource.getConnection()) {
			outer.isValid(1);
			try (Connection inner = this.dataSource.getConnection()) {
				inner.isValid(1);
			}
		}
	}

	@Test
	@Transactional
	void newTransactionWithinThatOfTheTest() {
		TransactionTemplate inner = new TransactionTemplate(this.transactions);
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		inner.executeWithoutResult((status) -> this.orders.count());
	}

	@Test
	void onAnotherThread() throws Exception {
		try (Connection outer = this.dataSource.getConnection()) {
			outer.isValid(1);
			Thread thread = new Thread(this.orders::count);
			thread.start();
			thread.join();
		}
	}

	@Test
	@MaxConnections(2)
	void theMethodComesFirst() throws SQLException {
		nestedBorrow();
	}

	@Test
	@MaxConnections(0)
	void noneAtAll() {
		this.orders.count();
	}

	@Test
	@MaxConnections(-1)
	void negative() {
		this.orders.count();
	}

	@Test
	@MaxConnections(5)
	@AllowOpenConnections(value = 1, reason = "one is kept")
	void moreThanAllowed() throws SQLException {
		this.orders.keep();
		this.orders.keep();
	}

	@Test
	@AllowOpenConnections(reason = " ")
	void blankReason() {
		this.orders.count();
	}

	/** Inherits the rule. */
	@Nested
	class Within {

		@Test
		void nestedBorrowInNestedClass() throws SQLException {
			RuleCases.this.nestedBorrow();
		}

	}

}
