package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
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
			BoundProperties bound = (limit != null) ? BoundProperties.of(this.context, dataSource, beanName) : null;
			if (limit != null && bound != null && limit.isDefault() && !bound.isSet(limit.property())) {
				RecommendedSize size = RecommendedSize.of(properties, minimum(bound, limit));
				limit.set(size.connections(), bound::isSet);
				logger.info("Connection pool '" + beanName + "': " + size.explain(bound.full(limit.property())));
			}
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The data source '" + beanName + "' keeps the size it has, for it could not be sized", ex);
		}
	}

	/** The largest number of connections that the user wants kept. */
	private static int minimum(BoundProperties bound, PoolLimit limit) {
		return limit.keeping().stream().mapToInt(bound::number).reduce(limit.minimum(), Math::max);
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
