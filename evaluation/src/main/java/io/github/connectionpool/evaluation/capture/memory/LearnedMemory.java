package io.github.connectionpool.evaluation.capture.memory;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import io.github.connectionpool.evaluation.planner.StubDriver;
import io.github.connectionpool.internal.capture.StackCapture;

/**
 * The heap that a pool takes once 100,000 threads with different names have run a
 * statement of their own each, 100 frames deep. The figure holds all that the starter and
 * the pool keep for it. Its driver does nothing.
 */
public final class LearnedMemory {

	private static final int POOLS = 8;

	private static final int ORIGINS = 100_000;

	/** The first borrows build what every pool has. */
	private static final int BEFORE = 100;

	private static final int PORTION = 10_000;

	private static final long CHECK_MILLIS = 1_100;

	private static final int DEPTH = 100;

	private static final int COLLECTIONS = 5;

	private LearnedMemory() {
	}

	/**
	 * Measure it.
	 * @param capture when stacks are taken
	 * @return of one pool, in bytes
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static long bytes(StackCapture capture) throws InterruptedException {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.of("connectionpool.capture.stack", capture.value()));
		application.addInitializers((context) -> {
			for (int i = 0; i < POOLS; i++) {
				((GenericApplicationContext) context).registerBean("stub-" + i, DataSource.class, LearnedMemory::pool);
			}
		});
		try (ConfigurableApplicationContext context = application.run()) {
			List<DataSource> pools = new ArrayList<>(context.getBeansOfType(DataSource.class).values());
			fill(pools, 0, BEFORE);
			long before = used();
			for (int from = BEFORE; from < ORIGINS; from += PORTION) {
				fill(pools, from, Math.min(from + PORTION, ORIGINS));
				// a check learns from the samples
				Thread.sleep(CHECK_MILLIS);
			}
			return Math.max(0, used() - before) / pools.size();
		}
	}

	private static DataSource pool() {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(new StubDriver());
		pool.setMaximumPoolSize(2);
		return pool;
	}

	private static void fill(List<DataSource> pools, int from, int to) throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		for (DataSource pool : pools) {
			Thread thread = new Thread(() -> borrow(pool, from, to));
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join();
		}
	}

	/** A thread with another name has another origin. */
	private static void borrow(DataSource pool, int from, int to) {
		for (int i = from; i < to; i++) {
			String word = Integer.toString(i)
				.chars()
				.mapToObj((c) -> Character.toString('a' + c - '0'))
				.reduce("", String::concat);
			Thread.currentThread().setName(word);
			borrow(pool, "select " + word + " from t", DEPTH);
		}
	}

	private static void borrow(DataSource pool, String sql, int depth) {
		if (depth > 0) {
			borrow(pool, sql, depth - 1);
			return;
		}
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static long used() throws InterruptedException {
		long used = Long.MAX_VALUE;
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
			Thread.sleep(500);
			used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}
		return used;
	}

	/** Not found by the scan of the evaluation's application. */
	@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
	static class Application {

	}

}
