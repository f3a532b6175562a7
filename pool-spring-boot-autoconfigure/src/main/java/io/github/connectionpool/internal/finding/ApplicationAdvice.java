package io.github.connectionpool.internal.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.Finding;

/**
 * Advice that concerns no single pool. Thread-safe.
 */
public final class ApplicationAdvice {

	/** Data sources that open a connection for each borrow, by the name of the class. */
	private static final List<String> UNPOOLED = List.of("org.springframework.jdbc.datasource.DriverManagerDataSource",
			"org.springframework.jdbc.datasource.SimpleDriverDataSource", "org.postgresql.ds.PGSimpleDataSource",
			"com.mysql.cj.jdbc.MysqlDataSource", "org.mariadb.jdbc.MariaDbDataSource", "org.h2.jdbcx.JdbcDataSource",
			"oracle.jdbc.pool.OracleDataSource", "com.microsoft.sqlserver.jdbc.SQLServerDataSource",
			"org.hsqldb.jdbc.JDBCDataSource", "com.ibm.db2.jcc.DB2SimpleDataSource");

	/** Beans are few, but a prototype has any number of names. */
	private static final int MAX_NAMES = 20;

	private final Map<String, String> unpooled = new ConcurrentSkipListMap<>();

	private final Map<String, Supplier<@Nullable String>> outOfSight = new ConcurrentSkipListMap<>();

	private volatile boolean openInView;

	/**
	 * Note a data source that is not monitored.
	 * @param name name of its bean
	 * @param type its class
	 */
	public void notMonitored(String name, Class<?> type) {
		for (Class<?> each = type; each != null; each = each.getSuperclass()) {
			if (UNPOOLED.contains(each.getName()) && this.unpooled.size() < MAX_NAMES) {
				this.unpooled.put(name, each.getName());
			}
		}
	}

	/**
	 * Note a data source behind which there may be pools that are not monitored.
	 * @param name name of its bean
	 * @param suspicion asked for each answer; a sentence, null while there is none
	 */
	public void outOfSight(String name, Supplier<@Nullable String> suspicion) {
		if (this.outOfSight.size() < MAX_NAMES) {
			this.outOfSight.put(name, suspicion);
		}
	}

	/** Note that views are rendered with the persistence context open. */
	public void openInView() {
		this.openInView = true;
	}

	boolean isOpenInView() {
		return this.openInView;
	}

	List<Finding> findings() {
		List<Finding> findings = new ArrayList<>();
		this.unpooled.forEach((name, type) -> findings.add(new Finding("no-pool", Finding.Severity.WARNING,
				"The data source '" + name + "' is no pool: " + type
						+ " opens a new connection for each borrow, and nothing limits how many.",
				"Let Spring Boot make the data source from spring.datasource.url, which gives a HikariCP pool; or wrap"
						+ " it in a HikariDataSource.")));
		this.outOfSight.values().forEach((suspicion) -> {
			String evidence = suspicion.get();
			if (evidence != null) {
				findings.add(new Finding("pool-out-of-sight", Finding.Severity.INFO, evidence,
						"Call AutowireCapableBeanFactory.initializeBean(pool, \"name\") where such a pool is made, and use"
								+ " the data source that it returns."));
			}
		});
		if (this.openInView) {
			findings.add(new Finding("open-in-view", Finding.Severity.WARNING,
					"spring.jpa.open-in-view is on: the first query of a request takes a connection that is held until the"
							+ " response has been written, calls to others and slow clients included.",
					"Set spring.jpa.open-in-view=false and load what the view needs inside of the transaction."));
		}
		return findings;
	}

}
