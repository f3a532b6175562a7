package io.github.connectionpool.test;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;

/**
 * Finds the monitored pools of a context, and watches each data source that is not
 * monitored.
 */
class WatchPostProcessor implements BeanPostProcessor, Ordered, BeanFactoryAware, EnvironmentAware {

	/** After the monitor, and before Spring Boot's lazy proxy. */
	static final int ORDER = -90;

	private static final Log logger = LogFactory.getLog(WatchPostProcessor.class);

	private @Nullable BeanFactory beanFactory;

	private @Nullable Environment environment;

	private @Nullable PoolRegistry registry;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
		if (environment instanceof ConfigurableEnvironment configurable) {
			// again: a context that was prepared ahead of time has no customizers
			WatchCustomizer.captureAlways(configurable);
		}
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof PoolRegistry pools) {
			this.registry = pools;
			pools.onEach(WatchedPools::add);
		}
		return (bean instanceof DataSource dataSource && isUnwatched(dataSource, beanName))
				? watched(dataSource, beanName) : bean;
	}

	private boolean isUnwatched(DataSource dataSource, String beanName) {
		PoolRegistry registry = this.registry;
		return !(dataSource instanceof MonitoredDataSource) && WatchedDataSources.isLeaf(dataSource)
				&& (registry == null || registry.get(beanName) == null) && !ScopedProxyUtils.isScopedTarget(beanName)
				&& !isLeftAlone(beanName);
	}

	private boolean isLeftAlone(String beanName) {
		if ("false".equalsIgnoreCase(property("connectionpool.enabled"))) {
			return true;
		}
		try {
			return this.environment != null && Binder.get(this.environment)
				.bind("connectionpool.exclude", Bindable.setOf(String.class))
				.orElse(Set.of())
				.contains(beanName);
		}
		catch (RuntimeException ex) {
			// the monitor refuses a value that is wrong; without it there is no such
			// property
			return false;
		}
	}

	private @Nullable String property(String name) {
		return (this.environment != null) ? this.environment.getProperty(name) : null;
	}

	private DataSource watched(DataSource dataSource, String beanName) {
		try {
			return WatchedDataSources.aroundBean(beanName, dataSource, callSites(), capture());
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The data source '" + beanName + "' is not watched: a connection that a test leaves borrowed"
					+ " is not noticed. The application is not affected.", ex);
			return dataSource;
		}
	}

	private CallSites callSites() {
		BeanFactory beanFactory = this.beanFactory;
		return new CallSites((beanFactory != null && AutoConfigurationPackages.has(beanFactory))
				? AutoConfigurationPackages.get(beanFactory) : List.of());
	}

	private StackCapture capture() {
		String configured = property(WatchCustomizer.CAPTURE);
		for (StackCapture mode : StackCapture.values()) {
			if (mode.value().equals((configured != null) ? configured.trim().toLowerCase(Locale.ROOT) : "")) {
				return mode;
			}
		}
		return StackCapture.ALWAYS;
	}

}
