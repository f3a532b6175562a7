package io.github.connectionpool.test;

import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.timing.UtilizationThresholds;
import io.github.connectionpool.report.CheckoutContext;

/**
 * Watches data sources that the monitor leaves alone: those of a slice, of a context
 * without Spring Boot, of a test without Spring, and embedded databases that are no
 * pools.
 */
final class WatchedDataSources {

	private static final UtilizationThresholds THRESHOLDS = new UtilizationThresholds(0.8, 0.95,
			Duration.ofSeconds(10));

	/** Pools, and the data sources of drivers. */
	private static final List<String> LEAVES = List.of("com.zaxxer.hikari.", "org.apache.tomcat.jdbc.pool.",
			"org.apache.tomcat.dbcp.", "org.apache.commons.dbcp2.", "com.mchange.v2.c3p0.", "io.agroal.",
			"com.alibaba.druid.pool.", "org.vibur.dbcp.", "oracle.ucp.", "oracle.jdbc.", "org.h2.jdbcx.",
			"org.postgresql.ds.", "org.mariadb.jdbc.", "com.mysql.cj.jdbc.", "com.microsoft.sqlserver.jdbc.",
			"org.hsqldb.jdbc.", "org.apache.derby.", "org.sqlite.", "com.ibm.db2.jcc.");

	private WatchedDataSources() {
	}

	static DataSource around(String name, DataSource dataSource) {
		return watched(name, dataSource, new CallSites(List.of()), StackCapture.ALWAYS);
	}

	/** A wrapper for a bean, which other beans may expect to be of its own class. */
	static DataSource aroundBean(String name, DataSource bean, CallSites callSites, StackCapture capture) {
		MonitoredDataSource watched = watched(name, bean, callSites, capture);
		Class<?> type = bean.getClass();
		if (isPool(type) || (!(bean instanceof EmbeddedDatabase) && !isOpen(type))) {
			return watched;
		}
		ProxyFactory factory = new ProxyFactory();
		factory.setTarget(bean);
		if (bean instanceof EmbeddedDatabase) {
			factory.setInterfaces(ClassUtils.getAllInterfacesForClass(type));
		}
		else {
			factory.setProxyTargetClass(true);
		}
		factory.addAdvice((MethodInterceptor) (call) -> {
			if (Connection.class.equals(call.getMethod().getReturnType())) {
				Object[] arguments = call.getArguments();
				return (arguments.length == 2) ? watched.getConnection((String) arguments[0], (String) arguments[1])
						: watched.getConnection();
			}
			return call.proceed();
		});
		return (DataSource) factory.getProxy(type.getClassLoader());
	}

	private static MonitoredDataSource watched(String name, DataSource dataSource, CallSites callSites,
			StackCapture capture) {
		MonitoredPool pool = new MonitoredPool(name, AopUtils.getTargetClass(dataSource).getName(), new UncountedPool(),
				callSites, capture, THRESHOLDS, Eviction.ABORT);
		WatchedPools.add(pool);
		return new MonitoredDataSource(dataSource, pool, () -> {
			TestRuns.borrows();
			return CheckoutContext.NONE;
		});
	}

	/**
	 * Whether a data source makes its connections itself. A wrapper is left alone, since
	 * what it wraps is watched. So is a data source that lends one connection again and
	 * again, since its callers ask it which connection to close.
	 */
	static boolean isLeaf(DataSource dataSource) {
		if (dataSource instanceof SmartDataSource || AopUtils.isAopProxy(dataSource)
				|| dataSource instanceof DelegatingDataSource || dataSource instanceof AbstractRoutingDataSource) {
			return false;
		}
		return dataSource instanceof EmbeddedDatabase || dataSource instanceof AbstractDriverBasedDataSource
				|| isOf(LEAVES, dataSource.getClass());
	}

	private static boolean isPool(Class<?> type) {
		return isOf(LEAVES.subList(0, LEAVES.indexOf("oracle.jdbc.")), type);
	}

	private static boolean isOf(List<String> packages, Class<?> type) {
		for (Class<?> each = type; each != null; each = each.getSuperclass()) {
			if (packages.stream().anyMatch(each.getName()::startsWith)) {
				return true;
			}
		}
		return false;
	}

	/** Whether a class can be extended. */
	private static boolean isOpen(Class<?> type) {
		return Modifier.isPublic(type.getModifiers()) && !Modifier.isFinal(type.getModifiers());
	}

}
