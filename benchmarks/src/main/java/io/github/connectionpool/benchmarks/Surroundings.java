package io.github.connectionpool.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.connectionpool.benchmarks.jmh.Jmh;
import io.github.connectionpool.testsupport.LocalMachine;

/**
 * The machine and the versions of a measurement.
 */
final class Surroundings {

	private final Effort effort;

	private final double loadBefore = load();

	/** To be created before anything is measured. */
	Surroundings(Effort effort) {
		this.effort = effort;
	}

	Map<String, String> describe() {
		Map<String, String> all = new LinkedHashMap<>(LocalMachine.describe());
		all.put("System.nanoTime()", String.format(Locale.ROOT, "%.0f ns", LocalMachine.nanosOfNanoTime()));
		all.put("load average before and after", String.format(Locale.ROOT, "%.2f, %.2f", this.loadBefore, load()));
		all.put("effort", this.effort.name().toLowerCase(Locale.ROOT));
		all.put("jvms of jmh", Jmh.fork());
		all.putAll(versions());
		return all;
	}

	private static double load() {
		return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
	}

	private static Map<String, String> versions() {
		Map<String, Class<?>> libraries = new LinkedHashMap<>();
		libraries.put("spring-boot", org.springframework.boot.SpringApplication.class);
		libraries.put("hikari", com.zaxxer.hikari.HikariDataSource.class);
		libraries.put("tomcat-jdbc", org.apache.tomcat.jdbc.pool.DataSource.class);
		libraries.put("dbcp2", org.apache.commons.dbcp2.BasicDataSource.class);
		libraries.put("druid", com.alibaba.druid.pool.DruidDataSource.class);
		libraries.put("c3p0", com.mchange.v2.c3p0.ComboPooledDataSource.class);
		libraries.put("agroal", io.agroal.pool.DataSource.class);
		libraries.put("vibur", org.vibur.dbcp.ViburDBCPDataSource.class);
		libraries.put("datasource-proxy", net.ttddyy.dsproxy.support.ProxyDataSource.class);
		libraries.put("p6spy", com.p6spy.engine.spy.P6DataSource.class);
		libraries.put("datasource-decorator", com.github.gavlyukovskiy.boot.jdbc.decorator.DecoratedDataSource.class);
		libraries.put("datasource-micrometer",
				net.ttddyy.observation.boot.autoconfigure.DataSourceObservationAutoConfiguration.class);
		libraries.put("h2", org.h2.Driver.class);
		libraries.put("jmh", org.openjdk.jmh.runner.Runner.class);
		Map<String, String> versions = new LinkedHashMap<>();
		libraries.forEach((name, type) -> versions.put(name, LocalMachine.version(type)));
		return versions;
	}

}
