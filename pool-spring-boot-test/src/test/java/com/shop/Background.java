package com.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.awaitility.Awaitility.await;

/**
 * Jobs of an application that hold connections, and leak some, whatever test runs.
 */
@TestConfiguration(proxyBeanMethods = false)
@EnableScheduling
class Background implements CommandLineRunner, DisposableBean {

	private final DataSource dataSource;

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private final Thread loop = new Thread(this::loop, "background loop");

	private @Nullable Future<?> job;

	private final CountDownLatch begun = new CountDownLatch(1);

	private final AtomicInteger scheduledLeaks = new AtomicInteger();

	private final AtomicInteger leaks = new AtomicInteger();

	Background(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/** Holds one from the start to the end, and has threads borrow again and again. */
	@Override
	public void run(String... args) throws Exception {
		Shop.KEPT.add(this.dataSource.getConnection());
		this.loop.setDaemon(true);
		this.loop.start();
		this.job = this.scheduler.scheduleAtFixedRate(this::leakOnScheduler, 0, 20, TimeUnit.MILLISECONDS);
		this.begun.await();
	}

	private void loop() {
		while (!Thread.currentThread().isInterrupted()) {
			try (Connection connection = this.dataSource.getConnection()) {
				connection.isValid(1);
				this.begun.countDown();
				Thread.sleep(30);
			}
			catch (SQLException ex) {
				return;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Scheduled(fixedRate = 20)
	void leakInScheduledMethod() throws SQLException {
		if (this.scheduledLeaks.incrementAndGet() <= 40) {
			Shop.KEPT.add(this.dataSource.getConnection());
		}
	}

	private void leakOnScheduler() {
		if (this.leaks.incrementAndGet() <= 40) {
			try {
				Shop.KEPT.add(this.dataSource.getConnection());
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	/** Waits until each job has leaked during the calling test. */
	void awaitLeaks() {
		int scheduled = this.scheduledLeaks.get();
		int other = this.leaks.get();
		await().until(() -> this.scheduledLeaks.get() >= scheduled + 2 && this.leaks.get() >= other + 2);
	}

	@Override
	public void destroy() {
		this.loop.interrupt();
		if (this.job != null) {
			this.job.cancel(true);
		}
		this.scheduler.shutdownNow();
	}

}
