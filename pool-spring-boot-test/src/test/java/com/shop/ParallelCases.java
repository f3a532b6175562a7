package com.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Four tests that run at the same time. Two of them leak.
 */
@SpringBootTest
public class ParallelCases {

	private static final CyclicBarrier TOGETHER = new CyclicBarrier(4);

	private static final ExecutorService SHARED = Executors.newSingleThreadExecutor();

	@Autowired
	DataSource dataSource;

	@Autowired
	Shop.Orders orders;

	@AfterAll
	static void shutDown() {
		SHARED.shutdown();
	}

	@Test
	void healthy() throws Exception {
		TOGETHER.await();
		this.orders.count();
		TOGETHER.await();
	}

	@Test
	void leakingItself() throws Exception {
		TOGETHER.await();
		Shop.KEPT.add(this.dataSource.getConnection());
		TOGETHER.await();
	}

	@Test
	void leakingOnItsThread() throws Exception {
		TOGETHER.await();
		Thread thread = new Thread(() -> {
			try {
				Shop.KEPT.add(this.dataSource.getConnection());
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		});
		thread.start();
		thread.join();
		TOGETHER.await();
	}

	/** For which of them a shared worker has borrowed is not known. */
	@Test
	void sharingAWorker() throws Exception {
		TOGETHER.await();
		Connection connection = SHARED.submit(() -> this.dataSource.getConnection()).get();
		Shop.KEPT.add(connection);
		TOGETHER.await();
	}

}
