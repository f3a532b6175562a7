package io.github.connectionpool.benchmarks.candidate;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import io.github.connectionpool.benchmarks.stub.StubDriver;

/**
 * HikariCP, alone and with its {@code leakDetectionThreshold}.
 */
public final class HikariPools {

	private HikariPools() {
	}

	/**
	 * A HikariCP with nothing but its defaults and a fixed size.
	 * @param driver opens its connections
	 * @param size how many it has
	 * @return not started yet
	 */
	public static HikariDataSource bare(DataSource driver, int size) {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(driver);
		pool.setMaximumPoolSize(size);
		return pool;
	}

	static OpenPool open(int size) {
		return open(bare(StubDriver.dataSource(), size));
	}

	static OpenPool openWithDetection(int size, Duration time) {
		HikariDataSource pool = bare(StubDriver.dataSource(), size);
		pool.setLeakDetectionThreshold(time.toMillis());
		return open(pool);
	}

	private static OpenPool open(HikariDataSource pool) {
		return new OpenPool(pool, pool::close);
	}

}
