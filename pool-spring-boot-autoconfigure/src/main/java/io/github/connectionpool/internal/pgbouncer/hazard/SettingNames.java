package io.github.connectionpool.internal.pgbouncer.hazard;

/**
 * The name of a pool's setting, so that a reader finds it in the configuration.
 */
enum SettingNames {

	TRANSACTION_ISOLATION("transaction-isolation", "default-transaction-isolation", "default-transaction-isolation"),

	SCHEMA("schema", "default-catalog", "default-schema"),

	INIT_SQL("connection-init-sql", "init-s-q-l", "connection-init-sqls");

	private final String hikari;

	private final String tomcat;

	private final String dbcp2;

	SettingNames(String hikari, String tomcat, String dbcp2) {
		this.hikari = hikari;
		this.tomcat = tomcat;
		this.dbcp2 = dbcp2;
	}

	/** As Spring Boot has it for the class of the data source. */
	String of(String type) {
		if (type.startsWith("org.apache.tomcat.")) {
			return "spring.datasource.tomcat." + this.tomcat;
		}
		if (type.startsWith("org.apache.commons.dbcp2.")) {
			return "spring.datasource.dbcp2." + this.dbcp2;
		}
		if (type.startsWith("com.alibaba.druid.")) {
			return "the pool's " + this.dbcp2;
		}
		if (type.startsWith("org.vibur.")) {
			return "the pool's " + this.tomcat;
		}
		return type.startsWith("com.zaxxer.hikari.") ? "spring.datasource.hikari." + this.hikari
				: "the pool's " + this.hikari;
	}

}
