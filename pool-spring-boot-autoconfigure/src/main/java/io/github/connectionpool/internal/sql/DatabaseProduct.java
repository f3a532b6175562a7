package io.github.connectionpool.internal.sql;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The database product that a JDBC URL names.
 */
public enum DatabaseProduct {

	/** PostgreSQL and servers that are reached with its drivers. */
	POSTGRESQL("postgresql"),

	/** MySQL. */
	MYSQL("mysql"),

	/** MariaDB. */
	MARIADB("mariadb"),

	/** Oracle Database. */
	ORACLE("oracle"),

	/** Microsoft SQL Server. */
	SQL_SERVER("sqlserver"),

	/** Db2. */
	DB2("db2"),

	/** H2, whatever product it imitates. */
	H2("h2"),

	/** HSQLDB. */
	HSQLDB("hsqldb"),

	/** Apache Derby. */
	DERBY("derby"),

	/** SQLite. */
	SQLITE("sqlite"),

	/** DuckDB. */
	DUCKDB("duckdb"),

	/** Any other product, or a text that is no JDBC URL. */
	OTHER(""),

	/** There is no URL. */
	UNKNOWN("");

	/** These run inside of the application unless the URL names a server. */
	private static final Set<DatabaseProduct> EMBEDDABLE = Set.of(H2, HSQLDB, DERBY, SQLITE, DUCKDB);

	private static final Map<String, DatabaseProduct> BY_NAME = Arrays.stream(values())
		.filter((product) -> !product.name.isEmpty())
		.collect(Collectors.toUnmodifiableMap((product) -> product.name, Function.identity()));

	private final String name;

	DatabaseProduct(String name) {
		this.name = name;
	}

	/** The product with a name in JDBC URLs, in lower case; null for any other name. */
	static @Nullable DatabaseProduct named(String name) {
		return BY_NAME.get(name);
	}

	/** Whether it can run inside of the application. */
	boolean isEmbeddable() {
		return EMBEDDABLE.contains(this);
	}

	/** The character before the first parameter of a URL. */
	char parameterMark() {
		return switch (this) {
			case SQL_SERVER, H2, HSQLDB, DERBY -> ';';
			default -> '?';
		};
	}

	/** The character between two parameters of a URL. */
	char parameterSeparator() {
		return (parameterMark() == ';') ? ';' : '&';
	}

}
