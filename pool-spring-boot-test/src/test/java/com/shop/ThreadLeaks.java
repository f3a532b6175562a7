package com.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The leaks of the scorecard on other threads. Each method has the name of a scenario.
 */
@SpringBootTest(
		properties = { "spring.datasource.hikari.maximum-pool-size=100", "spring.datasource.hikari.minimum-idle=1" })
public class ThreadLeaks {

	private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(2);

	@Autowired
	DataSource dataSource;

	@Autowired
	Shop.Orders orders;

	@AfterAll
	static void shutDown() {
		EXECUTOR.shutdown();
	}

	@Test
	void neverClosedInThreadThatEnds() throws Exception {
		Thread thread = new Thread(() -> keep());
		thread.start();
		thread.join();
	}

	@Test
	void keptInFieldInExecutorTask() throws Exception {
		Idle.await(EXECUTOR.submit(this::keepOnThread).get());
	}

	@Test
	void lostOnExceptionInExecutorTask() throws Exception {
		Idle.await(EXECUTOR.submit(() -> {
			try {
				this.orders.loseByException();
			}
			catch (IllegalStateException ex) {
				// as an application does
			}
			return Thread.currentThread().getName();
		}).get());
	}

	@Test
	void keptInFieldInForkJoinTask() throws Exception {
		ForkJoinPool pool = new ForkJoinPool(1);
		Idle.await(pool.submit(this::keepOnThread).get());
	}

	@Test
	void keptInFieldInAsync() throws Exception {
		Idle.await(this.orders.keepLater().get());
	}

	@Test
	void lostOnExceptionInAsync() throws Exception {
		Idle.await(this.orders.loseLater().get());
	}

	@Test
	void endedExecutorTrimmed() throws Exception {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
		String thread = executor.submit(this::keepOnThread).get();
		executor.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
		executor.allowCoreThreadTimeOut(true);
		Idle.await(thread);
	}

	@Test
	void endedExecutorTimerCancelled() throws Exception {
		Timer timer = new Timer("cancelled timer", true);
		CountDownLatch done = new CountDownLatch(1);
		timer.schedule(task(() -> {
			keep();
			done.countDown();
		}), 0);
		done.await();
		timer.cancel();
		Idle.awaitEnd("cancelled timer");
	}

	@Test
	void onWorkerOfReactor() throws Exception {
		Mono<String> mono = Mono.fromCallable(this::keepOnThread).subscribeOn(Schedulers.boundedElastic());
		Idle.await(String.valueOf(mono.block()));
	}

	@Test
	void lostInChainOfMono() throws Exception {
		String[] thread = new String[1];
		Mono<String> mono = Mono.fromCallable(this::open).map((connection) -> {
			thread[0] = Thread.currentThread().getName();
			throw new IllegalStateException("a step before the close has failed");
		}).cast(String.class).onErrorReturn("").subscribeOn(Schedulers.boundedElastic());
		mono.block();
		Idle.await(thread[0]);
	}

	@Test
	void endedExecutorShutDown() throws Exception {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		executor.submit(this::keepOnThread).get();
		executor.shutdown();
		executor.awaitTermination(1, TimeUnit.MINUTES);
	}

	@Test
	void endedExecutorKeepAlive() throws Exception {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(0, 1, 1, TimeUnit.MILLISECONDS,
				new LinkedBlockingQueue<>());
		Idle.await(executor.submit(this::keepOnThread).get());
	}

	@Test
	void endedExecutorOneMoreTask() throws Exception {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		executor.submit(this::keepOnThread).get();
		Idle.await(executor.submit(() -> Thread.currentThread().getName()).get());
	}

	@Test
	void endedExecutorCommonPool() throws Exception {
		Idle.await(CompletableFuture.supplyAsync(() -> keepOnThread(), ForkJoinPool.commonPool()).get());
	}

	@Test
	void endedExecutorTimerWaits() throws Exception {
		Timer timer = new Timer("timer", true);
		CountDownLatch done = new CountDownLatch(1);
		timer.schedule(task(() -> {
			keep();
			done.countDown();
		}), 0);
		done.await();
		Idle.await("timer");
	}

	@Test
	void lostInChainOfFuture() throws Exception {
		CompletableFuture<Connection> chain = CompletableFuture.supplyAsync(() -> open(), EXECUTOR);
		String[] thread = new String[1];
		CompletableFuture<String> failed = chain.thenApplyAsync((connection) -> {
			thread[0] = Thread.currentThread().getName();
			throw new IllegalStateException("a step before the close has failed");
		}, EXECUTOR);
		failed.handle((result, ex) -> "").get();
		Idle.await(thread[0]);
		Idle.await(EXECUTOR.submit(() -> Thread.currentThread().getName()).get());
	}

	private Connection open() {
		try {
			Connection connection = Lines.here(this.dataSource).getConnection();
			Shop.KEPT.add(connection);
			return connection;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void keep() {
		Shop.KEPT.add(open());
	}

	private String keepOnThread() {
		keep();
		return Thread.currentThread().getName();
	}

	private static TimerTask task(Runnable action) {
		return new TimerTask() {

			@Override
			public void run() {
				action.run();
			}

		};
	}

}
