package com.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.github.connectionpool.LongLivedConnections;
import io.github.connectionpool.test.AllowOpenConnections;
import io.github.connectionpool.test.MaxConnections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.transaction.TestTransaction;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that return what they borrow, and tests that end while something else holds
 * connections.
 */
@SpringBootTest(
		properties = { "spring.datasource.hikari.maximum-pool-size=250", "spring.datasource.hikari.minimum-idle=1" })
@Import(Background.class)
public class HealthyCases {

	private static Connection ofAllTests;

	@Autowired
	DataSource dataSource;

	@Autowired
	Shop.Orders orders;

	@Autowired
	Background background;

	private Connection ofEachTest;

	@BeforeAll
	static void borrowForAllTests(@Autowired DataSource dataSource) throws SQLException {
		ofAllTests = dataSource.getConnection();
	}

	@AfterAll
	static void returnOfAllTests() throws SQLException {
		ofAllTests.close();
	}

	@BeforeEach
	void borrowForEachTest() throws SQLException {
		this.ofEachTest = this.dataSource.getConnection();
	}

	@AfterEach
	void returnOfEachTest() throws SQLException {
		this.ofEachTest.close();
	}

	@Test
	void aHundredAtOnce() throws Exception {
		CountDownLatch all = new CountDownLatch(100);
		ExecutorService executor = Executors.newFixedThreadPool(100);
		for (int i = 0; i < 100; i++) {
			executor.execute(() -> {
				try (Connection connection = this.dataSource.getConnection()) {
					connection.isValid(1);
					all.countDown();
					all.await();
				}
				catch (SQLException | InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			});
		}
		all.await();
		executor.shutdown();
	}

	@Test
	void returnedByAnotherThreadAfterTheEnd() throws SQLException {
		Connection connection = this.dataSource.getConnection();
		new Thread(() -> {
			try {
				Thread.sleep(100);
				connection.close();
			}
			catch (SQLException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}).start();
	}

	@Test
	void usedByAnotherThreadForLongerThanTheWait() throws SQLException {
		Connection connection = this.dataSource.getConnection();
		new Thread(() -> {
			try {
				for (int i = 0; i < 60; i++) {
					Thread.sleep(20);
					connection.createStatement().execute("select 1");
				}
				connection.close();
			}
			catch (SQLException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}).start();
	}

	@Test
	void asynchronousWorkThatGoesOn() throws Exception {
		Future<String> result = this.orders.countLater(2000);
		assertThat(result).isNotDone();
	}

	@Test
	void aThreadThatGoesOn() throws Exception {
		CountDownLatch borrowed = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			try (Connection connection = this.dataSource.getConnection()) {
				connection.isValid(1);
				borrowed.countDown();
				Thread.sleep(2000);
			}
			catch (SQLException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		thread.setDaemon(true);
		thread.start();
		borrowed.await();
	}

	@Test
	void backgroundJobsThatLeak() throws Exception {
		this.background.awaitLeaks();
	}

	@Test
	@MaxConnections(2)
	void backgroundJobsDoNotCount() throws Exception {
		this.orders.count();
		this.background.awaitLeaks();
		this.orders.count();
	}

	@Test
	@Transactional
	void transactionOfTheTest() {
		this.orders.countInTransaction();
	}

	@Test
	@Transactional
	void transactionOfTheTestThatEndsAndBeginsAgain() {
		this.orders.countInTransaction();
		TestTransaction.end();
		TestTransaction.start();
		this.orders.count();
	}

	@Test
	void parallelStream() {
		IntStream.range(0, 50).parallel().forEach((i) -> this.orders.count());
	}

	@Test
	void heldForLongOnPurpose() throws SQLException {
		Connection connection = this.dataSource.getConnection();
		LongLivedConnections.mark(connection, "the lock of the instance");
		Shop.KEPT.add(connection);
	}

	@Test
	@AllowOpenConnections(value = 1, reason = "shows the annotation")
	void allowed() throws SQLException {
		this.orders.keep();
	}

	@Test
	@MaxConnections(2)
	void oneAfterTheOther() {
		// and the one of each test
		for (int i = 0; i < 20; i++) {
			this.orders.count();
		}
	}

	/** The same context. */
	@Nested
	class Within {

		@Test
		void borrowsAndReturns() {
			HealthyCases.this.orders.count();
		}

		@Test
		@Transactional
		void hasATransaction() {
			HealthyCases.this.orders.countInTransaction();
		}

	}

}
