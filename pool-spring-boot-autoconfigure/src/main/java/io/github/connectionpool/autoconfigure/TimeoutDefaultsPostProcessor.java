package io.github.connectionpool.autoconfigure;

import java.util.Set;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

import io.github.connectionpool.internal.defaults.BoundProperties;
import io.github.connectionpool.internal.defaults.MissingTimeouts;
import io.github.connectionpool.internal.defaults.SpringTimeouts;
import io.github.connectionpool.internal.pool.PoolTimeouts;
import io.github.connectionpool.internal.product.PoolProducts;
import io.github.connectionpool.internal.timeout.RecommendedTimeouts;

/**
 * Sets the timeouts that are not configured according to the hierarchy, if that is
 * enabled: those of a pool and its driver, and the query timeout of Spring Boot's
 * JdbcTemplate. It comes after the properties have been bound and before the pool starts.
 * A pool that is not bound to properties was made by hand and is left alone, as is a
 * JdbcTemplate.
 */
class TimeoutDefaultsPostProcessor implements BeanPostProcessor, PriorityOrdered, ApplicationContextAware {

	private static final Log logger = LogFactory.getLog(TimeoutDefaultsPostProcessor.class);

	/** The class of Spring Boot 4, and that of 3.5. */
	private static final Set<String> JDBC_PROPERTIES = Set.of(
			"org.springframework.boot.jdbc.autoconfigure.JdbcProperties",
			"org.springframework.boot.autoconfigure.jdbc.JdbcProperties");

	private final ObjectProvider<ConnectionPoolProperties> properties;

	private final ObjectProvider<PoolProducts> products;

	@SuppressWarnings("NullAway.Init") // set before any bean is processed
	private ApplicationContext context;

	TimeoutDefaultsPostProcessor(ObjectProvider<ConnectionPoolProperties> properties,
			ObjectProvider<PoolProducts> products) {
		this.properties = properties;
		this.products = products;
	}

	/** Not by the constructor: a search for its argument would make factory beans. */
	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource dataSource) {
			ConnectionPoolProperties properties = this.properties.getObject();
			if (properties.timeouts().defaults() && !properties.exclude().contains(beanName)) {
				complete(dataSource, beanName);
			}
		}
		else if (JDBC_PROPERTIES.contains(bean.getClass().getName())
				&& this.properties.getObject().timeouts().defaults()) {
			complete(PropertyAccessorFactory.forBeanPropertyAccess(bean));
		}
		return bean;
	}

	private void complete(DataSource dataSource, String beanName) {
		try {
			PoolTimeouts timeouts = this.products.getObject().timeouts(dataSource);
			BoundProperties bound = (timeouts != null) ? BoundProperties.of(this.context, dataSource, beanName) : null;
			if (timeouts != null && bound != null) {
				MissingTimeouts missing = new MissingTimeouts(timeouts, bound,
						SpringTimeouts.queryTimeout(bound.binder()), SpringTimeouts.transactionTimeout(bound.binder()));
				missing.set();
				if (!missing.told().isEmpty()) {
					logger.info("Connection pool '" + beanName + "': timeouts that were not set, by "
							+ "connectionpool.timeouts.defaults: " + String.join(", ", missing.told())
							+ "; set them to override");
				}
			}
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The data source '" + beanName + "' keeps the timeouts that have not been set yet as they are,"
					+ " for an error occurred", ex);
		}
	}

	/** A template of the user's own does not use these properties. */
	private static void complete(BeanWrapper jdbc) {
		if (jdbc.getPropertyValue("template.queryTimeout") == null) {
			jdbc.setPropertyValue("template.queryTimeout", RecommendedTimeouts.QUERY);
			logger.info("JdbcTemplate: query timeout that was not set, by connectionpool.timeouts.defaults: "
					+ SpringTimeouts.QUERY + "=" + RecommendedTimeouts.QUERY.toSeconds() + "s; set it to override");
		}
	}

	@Override
	public int getOrder() {
		return PoolSizingPostProcessor.ORDER;
	}

}
