package io.github.connectionpool.internal.capture;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The kinds of frames of a stack, recognized by the names of their classes.
 */
enum FrameKind {

	/** A proxy, a lambda's class or another class without source. */
	GENERATED,

	/** JDK, language, driver, pool, transactions, advice: borrows for its caller. */
	PLUMBING,

	/** An object-relational mapper or query builder: borrows for its caller, too. */
	MAPPER,

	/** The application. */
	APPLICATION,

	/** Any other library. */
	FRAMEWORK;

	private static final List<String> PLUMBING_PACKAGES = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.",
			"jakarta.", "kotlin.", "scala.", "groovy.", "org.codehaus.groovy.", "org.apache.groovy.", "clojure.lang.",
			"io.github.connectionpool.", "io.micrometer.", "org.aspectj.", "org.springframework.jdbc.",
			"org.springframework.transaction.", "org.springframework.dao.", "org.springframework.aop.",
			"org.springframework.orm.", "org.springframework.core.", "org.springframework.util.",
			"org.springframework.cglib.", "org.springframework.boot.loader.", "com.zaxxer.hikari.",
			"org.apache.tomcat.jdbc.", "org.apache.tomcat.dbcp.", "org.apache.commons.dbcp2.",
			"org.apache.commons.pool2.", "com.mchange.", "io.agroal.", "com.alibaba.druid.", "org.vibur.",
			"net.ttddyy.", "com.p6spy.", "com.github.gavlyukovskiy.", "oracle.", "org.postgresql.", "com.mysql.",
			"org.mariadb.", "org.h2.", "org.hsqldb.", "org.apache.derby.", "org.sqlite.", "com.microsoft.sqlserver.",
			"com.ibm.db2.", "com.clickhouse.", "net.snowflake.", "org.firebirdsql.", "org.duckdb.");

	private static final List<String> MAPPER_PACKAGES = List.of("org.hibernate.", "org.springframework.data.",
			"org.jooq.", "org.apache.ibatis.", "org.mybatis.", "org.eclipse.persistence.", "io.ebean.", "com.querydsl.",
			"org.jdbi.");

	private static final List<String> NO_MAPPERS = List.of("org.springframework.data.rest.",
			"org.springframework.data.web.");

	/**
	 * Packages of frameworks. Needed if the application's packages are not known: all
	 * other packages are then the application's.
	 */
	private static final List<String> FRAMEWORK_PACKAGES = List.of("org.springframework.", "org.apache.catalina.",
			"org.apache.coyote.", "org.apache.tomcat.", "org.eclipse.jetty.", "io.undertow.", "org.jboss.", "io.netty.",
			"reactor.", "kotlinx.", "akka.", "org.apache.pekko.", "io.vertx.", "io.smallrye.", "io.reactivex.",
			"org.quartz.", "org.jobrunr.", "com.github.kagkarlsson.", "net.javacrumbs.shedlock.", "org.flywaydb.",
			"liquibase.", "org.apache.camel.", "org.apache.kafka.", "com.rabbitmq.", "org.apache.activemq.", "io.grpc.",
			"graphql.", "com.fasterxml.", "tools.jackson.", "org.thymeleaf.", "freemarker.", "org.apache.jasper.",
			"org.axonframework.", "org.flowable.", "org.camunda.", "org.activiti.", "org.keycloak.", "com.vaadin.",
			"org.junit.", "org.testng.");

	/**
	 * Scala's anonymous classes and functions also have two dollar signs, but have line
	 * numbers.
	 */
	private static final Pattern GENERATED_NAMES = Pattern.compile("\\$\\$(?!anon)|\\$Proxy\\d+$|\\$HibernateProxy|/");

	/** The kind of a class that does not belong to the application. */
	static FrameKind ofLibrary(String type) {
		if (startsWithAny(type, PLUMBING_PACKAGES)) {
			return PLUMBING;
		}
		if (startsWithAny(type, MAPPER_PACKAGES) && !startsWithAny(type, NO_MAPPERS)) {
			return MAPPER;
		}
		return FRAMEWORK;
	}

	static boolean isGenerated(StackTraceElement frame) {
		String type = frame.getClassName();
		return (type.indexOf('$') >= 0 || type.indexOf('/') >= 0)
				&& (GENERATED_NAMES.matcher(type).find() || frame.getFileName() == null);
	}

	/** Whether the library is one that is known by name. */
	static boolean isKnownFramework(String type) {
		return startsWithAny(type, FRAMEWORK_PACKAGES);
	}

	static boolean startsWithAny(String type, List<String> packages) {
		for (String name : packages) {
			if (type.startsWith(name)) {
				return true;
			}
		}
		return false;
	}

}
