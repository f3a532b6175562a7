package io.github.connectionpool.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

import io.github.connectionpool.internal.defaults.BoundProperties;
import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolMaximum;
import io.github.connectionpool.internal.product.PoolProducts;
import io.github.connectionpool.internal.sql.JdbcUrl;

/**
 * Sizes a pool whose maximum is not set, and remembers for each pool the source of its
 * maximum. It comes after the properties have been bound and before the pool starts. A
 * pool that is not bound to properties was made by hand and is left alone. So is the pool
 * of an embedded database, which shares the application's cores and uses no network.
 */
class PoolSizingPostProcessor implements BeanPostProcessor, PriorityOrdered, ApplicationContextAware {

	/** Spring Boot binds properties at +1 and connection details at +2. */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 3;

	private static final PoolMaximum NOT_CHOSEN = new PoolMaximum(null, "The starter did not choose the maximum", null);

	private static final Log logger = LogFactory.getLog(PoolSizingPostProcessor.class);

	private final ObjectProvider<ConnectionPoolProperties> properties;

	private final ObjectProvider<PoolProducts> products;

	private final Map<String, PoolMaximum> maximums = new ConcurrentHashMap<>();

	@SuppressWarnings("NullAway.Init") // set before any bean is processed
	private ApplicationContext context;

	PoolSizingPostProcessor(ObjectProvider<ConnectionPoolProperties> properties,
			ObjectProvider<PoolProducts> products) {
		this.properties = properties;
		this.products = products;
	}

	/** Not by the constructor: a search for its argument would make factory beans. */
	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * The source of a pool's maximum.
	 * @param beanName name of its bean, or of the scoped proxy before it
	 * @return never null
	 */
	PoolMaximum maximum(String beanName) {
		PoolMaximum maximum = this.maximums.get(beanName);
		return (maximum != null) ? maximum
				: this.maximums.getOrDefault(ScopedProxyUtils.getTargetBeanName(beanName), NOT_CHOSEN);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource dataSource) {
			ConnectionPoolProperties properties = this.properties.getObject();
			if (!properties.exclude().contains(beanName)) {
				size(dataSource, beanName, properties);
			}
		}
		return bean;
	}

	private void size(DataSource dataSource, String beanName, ConnectionPoolProperties properties) {
		try {
			PoolLimit limit = this.products.getObject().limit(dataSource);
			if (limit != null) {
				BoundProperties bound = BoundProperties.of(this.context, dataSource, beanName);
				String why = whyItStays(limit, bound, properties);
				this.maximums.put(beanName, (bound != null && why == null) ? size(limit, bound, beanName, properties)
						: asItIs(limit, bound, String.valueOf(why)));
			}
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The data source '" + beanName + "' keeps the size it has, for it could not be sized", ex);
		}
	}

	/** Null if the starter may choose. */
	private static @Nullable String whyItStays(PoolLimit limit, @Nullable BoundProperties bound,
			ConnectionPoolProperties properties) {
		if (bound != null && bound.isSet(limit.property())) {
			return "is set in the configuration";
		}
		if (!limit.isDefault()) {
			return "is set in code";
		}
		if (bound == null) {
			return "is the pool's own default, which a pool that is made in code keeps";
		}
		if (!properties.sizing().enabled()) {
			return "is the pool's own default, for connectionpool.sizing.enabled is false";
		}
		return JdbcUrl.of(limit.jdbcUrl()).isEmbedded()
				? "is the pool's own default, which the pool of an embedded database keeps" : null;
	}

	private PoolMaximum size(PoolLimit limit, BoundProperties bound, String beanName,
			ConnectionPoolProperties properties) {
		RecommendedSize size = RecommendedSize.of(properties, bound.binder(), limit.connections(),
				minimum(bound, limit));
		if (!size.guess()) {
			limit.set(size.connections(), bound::isSet);
		}
		else if (size.connections() > limit.connections()) {
			limit.raise(size.connections(), bound::isSet);
		}
		String property = bound.full(limit.property());
		if (limit.connections() == Integer.MAX_VALUE) {
			return asItIs(limit, bound, "is the pool's own default");
		}
		logger.info("Connection pool '" + beanName + "': " + size.explain(property));
		return new PoolMaximum(size.connections(), size.origin(), property);
	}

	private static PoolMaximum asItIs(PoolLimit limit, @Nullable BoundProperties bound, String why) {
		int connections = limit.connections();
		boolean limited = connections != Integer.MAX_VALUE;
		return new PoolMaximum(limited ? connections : null,
				"The maximum" + (limited ? " of " + connections : "") + " " + why,
				(bound != null) ? bound.full(limit.property()) : null);
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
