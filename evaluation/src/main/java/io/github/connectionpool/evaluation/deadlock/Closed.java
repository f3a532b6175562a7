package io.github.connectionpool.evaluation.deadlock;

import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.evaluation.work.Task;
import io.github.connectionpool.evaluation.work.Work;

/**
 * Deadlocks: only the time-out of the pool ends them.
 */
final class Closed {

	private static final String QUERY = "select count(*) from orders";

	private Closed() {
	}

	static void nested(DataSource pool) throws Exception {
		CountDownLatch held = new CountDownLatch(2);
		Together.run(List.of(both(pool, pool, held), both(pool, pool, held)));
	}

	static void crossedPools(DataSource one, DataSource other) throws Exception {
		CountDownLatch held = new CountDownLatch(2);
		Together.run(List.of(both(one, other, held), both(other, one, held)));
	}

	private static Task both(DataSource first, DataSource second, CountDownLatch held) {
		return () -> {
			try (Connection source = first.getConnection()) {
				meet(held);
				try (Connection target = second.getConnection()) {
					source.isValid(1);
					target.isValid(1);
				}
			}
		};
	}

	static void monitorAndPool(DataSource pool) throws Exception {
		Object monitor = new Object();
		CountDownLatch held = new CountDownLatch(2);
		Together.run(List.of(() -> {
			try (Connection connection = pool.getConnection()) {
				meet(held);
				synchronized (monitor) {
					connection.isValid(1);
				}
			}
		}, () -> {
			synchronized (monitor) {
				meet(held);
				query(pool);
			}
		}));
	}

	static void lockAndPool(DataSource pool) throws Exception {
		ReentrantLock lock = new ReentrantLock();
		CountDownLatch held = new CountDownLatch(2);
		Together.run(List.of(() -> {
			try (Connection connection = pool.getConnection()) {
				meet(held);
				lock.lock();
				try {
					connection.isValid(1);
				}
				finally {
					lock.unlock();
				}
			}
		}, () -> {
			lock.lock();
			try {
				meet(held);
				query(pool);
			}
			finally {
				lock.unlock();
			}
		}));
	}

	static void afterCommit(Work work, DataSource pool, boolean lazily) throws Exception {
		DataSource dataSource = lazily ? new LazyConnectionDataSourceProxy(pool) : pool;
		CountDownLatch held = new CountDownLatch(3);
		Task place = () -> transaction(work, dataSource, "shop.Orders.place").executeWithoutResult((status) -> {
			new JdbcTemplate(dataSource).queryForObject(QUERY, Integer.class);
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					audit(work, dataSource, held);
				}

			});
		});
		Together.run(List.of(place, place, place));
	}

	private static void audit(Work work, DataSource dataSource, CountDownLatch held) {
		try {
			meet(held);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		TransactionTemplate transaction = transaction(work, dataSource, "shop.Audit.write");
		transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		transaction.executeWithoutResult((status) -> new JdbcTemplate(dataSource).queryForObject(QUERY, Integer.class));
	}

	private static TransactionTemplate transaction(Work work, DataSource dataSource, String name) {
		TransactionTemplate template = new TransactionTemplate(work.transactionManager(dataSource));
		template.setName(name);
		return template;
	}

	private static void query(DataSource pool) throws Exception {
		try (Connection connection = pool.getConnection()) {
			connection.isValid(1);
		}
	}

	private static void meet(CountDownLatch latch) throws InterruptedException {
		latch.countDown();
		latch.await();
	}

}
