package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

import io.github.connectionpool.pool.PoolLimit;
import io.github.connectionpool.pool.PoolProducts;

/**
 * Sizes a pool whose maximum nobody has set. It comes after the properties have been
 * bound and before the pool starts. A pool that is not bound to properties was made by
 * hand and is left alone.
 */
class PoolSizingPostProcessor implements BeanPostProcessor, PriorityOrdered {

	/** Spring Boot binds properties at +1 and connection details at +2. */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 3;

	private static final Log logger = LogFactory.getLog(PoolSizingPostProcessor.class);

	private final ApplicationContext context;

	private final ObjectProvider<ConnectionPoolProperties> properties;

	private final ObjectProvider<PoolProducts> products;

	PoolSizingPostProcessor(ApplicationContext context, ObjectProvider<ConnectionPoolProperties> properties,
			ObjectProvider<PoolProducts> products) {
		this.context = context;
		this.properties = properties;
		this.products = products;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource dataSource) {
			ConnectionPoolProperties properties = this.properties.getObject();
			if (properties.sizing().enabled() && !properties.exclude().contains(beanName)) {
				size(dataSource, beanName, properties);
			}
		}
		return bean;
	}

	private void size(DataSource dataSource, String beanName, ConnectionPoolProperties properties) {
		try {
			PoolLimit limit = this.products.getObject().limit(dataSource);
			String prefix = (limit != null) ? prefix(dataSource, beanName) : null;
			if (limit != null && prefix != null && limit.isDefault() && !isSet(prefix, limit.property())) {
				RecommendedSize size = RecommendedSize.of(properties, minimum(prefix, limit));
				limit.set(size.connections(), (property) -> isSet(prefix, property));
				logger.info("Connection pool '" + beanName + "': " + size.explain(prefix + "." + limit.property()));
			}
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The data source '" + beanName + "' keeps the size it has, for it could not be sized", ex);
		}
	}

	private @Nullable String prefix(DataSource dataSource, String beanName) {
		ConfigurationPropertiesBean bound = ConfigurationPropertiesBean.get(this.context, dataSource, beanName);
		return (bound != null) ? bound.getAnnotation().prefix() : null;
	}

	/** The largest number of connections that the user wants kept. */
	private int minimum(String prefix, PoolLimit limit) {
		return limit.keeping()
			.stream()
			.mapToInt((property) -> binder().bind(prefix + "." + property, Integer.class).orElse(0))
			.reduce(limit.minimum(), Math::max);
	}

	private boolean isSet(String prefix, String property) {
		return binder().bind(prefix + "." + property, Bindable.of(String.class)).isBound();
	}

	private Binder binder() {
		return Binder.get(this.context.getEnvironment());
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
