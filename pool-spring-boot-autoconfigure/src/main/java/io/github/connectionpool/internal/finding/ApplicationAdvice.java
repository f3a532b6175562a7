package io.github.connectionpool.internal.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

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
		if (this.openInView) {
			findings.add(new Finding("open-in-view", Finding.Severity.WARNING,
					"spring.jpa.open-in-view is on: the first query of a request takes a connection that is held until the"
							+ " response has been written, calls to others and slow clients included.",
					"Set spring.jpa.open-in-view=false and load what the view needs inside of the transaction."));
		}
		return findings;
	}

}
