package io.github.connectionpool.autoconfigure;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.jmx.support.JmxUtils;

import io.github.connectionpool.internal.boot.BeanObjectNames;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.jdbc.NotedBorrows;
import io.github.connectionpool.internal.jdbc.hikari.MonitorablePool;
import io.github.connectionpool.internal.pool.PoolMaximum;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.product.RoutingTargets;
import io.github.connectionpool.internal.recording.ContextSource;

/**
 * Puts the monitor around each data source that is a pool.
 */
class MonitoringPostProcessor implements SmartInstantiationAwareBeanPostProcessor, Ordered, DisposableBean {

	/**
	 * Inside of Spring Boot's lazy proxy, which comes at 0: a connection that is never
	 * fetched is never borrowed.
	 */
	static final int ORDER = -100;

	private static final Log logger = LogFactory.getLog(MonitoringPostProcessor.class);

	private final ObjectProvider<PoolMonitoring> monitoring;

	private final ObjectProvider<MBeanExporter> mbeanExporter;

	private final Set<NotedBorrows.Source> monitored = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private final Set<DataSource> excluded = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	/** Monitored since another bean referred to them while they were made. */
	private final Set<Object> referenced = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	private final Function<String, PoolMaximum> maximums;

	MonitoringPostProcessor(ObjectProvider<PoolMonitoring> monitoring, ObjectProvider<MBeanExporter> mbeanExporter,
			Function<String, PoolMaximum> maximums) {
		this.monitoring = monitoring;
		this.mbeanExporter = mbeanExporter;
		this.maximums = maximums;
	}

	/**
	 * A bean that refers to the data source while both are made gets the monitored one.
	 */
	@Override
	public Object getEarlyBeanReference(Object bean, String beanName) {
		Object monitored = monitor(bean, beanName);
		if (monitored != bean) {
			this.referenced.add(bean);
		}
		return monitored;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return this.referenced.remove(bean) ? bean : monitor(bean, beanName);
	}

	private Object monitor(Object bean, String beanName) {
		// behind a scoped proxy a bean must keep its class; the proxy itself is monitored
		if (bean instanceof DataSource dataSource
				&& !(bean instanceof NotedBorrows.Source noting && noting.isMonitored())
				&& !ScopedProxyUtils.isScopedTarget(beanName)) {
			PoolMonitoring monitoring = this.monitoring.getObject();
			if (bean instanceof AbstractRoutingDataSource routing && !monitoring.isExcluded(beanName)) {
				attempt("have its targets monitored", beanName, () -> monitorTargets(routing, beanName, monitoring));
			}
			return monitor(dataSource, beanName, monitoring, true);
		}
		return bean;
	}

	/**
	 * A check of any pool looks for new targets, since the first target may come late.
	 */
	private void monitorTargets(AbstractRoutingDataSource routing, String beanName, PoolMonitoring monitoring) {
		RoutingTargets targets = new RoutingTargets(routing, beanName,
				(target) -> !(target instanceof NotedBorrows.Source noting && noting.isMonitored())
						&& !this.excluded.contains(target) && monitoring.products().isPool(target),
				(target, name) -> monitor(target, name, monitoring, false));
		targets.refresh();
		monitoring.advice().outOfSight(beanName, targets::suspicion);
		monitoring.pools()
			.onEach((pool) -> pool
				.beforeCheck(() -> attempt("have its targets monitored", beanName, targets::refresh)));
	}

	private DataSource monitor(DataSource dataSource, String beanName, PoolMonitoring monitoring, boolean isBean) {
		if (monitoring.isExcluded(beanName)) {
			this.excluded.add(dataSource);
			return dataSource;
		}
		try {
			PoolStatistics statistics = monitoring.products().statistics(dataSource);
			if (statistics == null) {
				monitoring.advice().notMonitored(beanName, dataSource.getClass());
				return dataSource;
			}
			if (isMonitoredFurtherIn(dataSource)) {
				return dataSource;
			}
			MonitoredPool pool = monitoring.pool(beanName, AopUtils.getTargetClass(dataSource).getName(), statistics,
					monitoring.products().eviction(dataSource));
			pool.maximumFrom(() -> this.maximums.apply(beanName));
			DataSource monitored = monitored(dataSource, beanName, pool, monitoring.contextSource(), isBean);
			attempt("have its server read", beanName, () -> monitoring.readOtherEnd(pool, dataSource));
			attempt("be shown everywhere", beanName, () -> monitoring.pools().add(pool));
			return monitored;
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The data source '" + beanName + "' is not monitored, which does not affect the application",
					ex);
			return dataSource;
		}
	}

	/** The pool itself where its class has a place for the monitor, else a wrapper. */
	private DataSource monitored(DataSource dataSource, String beanName, MonitoredPool pool,
			ContextSource contextSource, boolean isBean) {
		if (dataSource instanceof MonitorablePool monitorable) {
			monitorable.monitor(pool, contextSource);
			this.monitored.add(monitorable);
			return dataSource;
		}
		MonitoredDataSource wrapper = new MonitoredDataSource(dataSource, pool, contextSource);
		this.monitored.add(wrapper);
		if (isBean) {
			attempt("be exported to JMX", beanName, () -> exportMBean(dataSource, beanName));
		}
		return wrapper;
	}

	/** A wrapper of the user's, which Spring Boot's metadata looks through as well. */
	private static boolean isMonitoredFurtherIn(DataSource dataSource) {
		try {
			return !(dataSource instanceof NotedBorrows.Source) && dataSource.isWrapperFor(NotedBorrows.Source.class)
					&& dataSource.unwrap(NotedBorrows.Source.class) != null;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static void attempt(String what, String beanName, Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The data source '" + beanName + "' is monitored, but could not " + what, ex);
		}
	}

	/**
	 * Spring exports the bean, which is no MBean once it is wrapped, so the pool is
	 * exported here.
	 */
	private void exportMBean(DataSource dataSource, String beanName) {
		this.mbeanExporter.ifAvailable((exporter) -> {
			if (JmxUtils.isMBean(dataSource.getClass())) {
				exporter.registerManagedResource(dataSource, BeanObjectNames.of(exporter, dataSource, beanName));
			}
		});
	}

	/**
	 * Spring Boot keeps each data source that it has read metadata of in a static cache,
	 * until memory is short. The data source must not keep the context with it. This runs
	 * after the data sources have been destroyed, and not when a context is only stopped,
	 * for it may be started again.
	 */
	@Override
	public void destroy() {
		List.copyOf(this.monitored).forEach(NotedBorrows.Source::release);
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
