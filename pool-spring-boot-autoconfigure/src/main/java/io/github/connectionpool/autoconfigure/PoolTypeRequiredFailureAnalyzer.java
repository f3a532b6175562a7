package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.connectionpool.jdbc.MonitoredDataSource;

/**
 * Tells who injects a pool's own class, as {@code HikariDataSource}, how to get at it
 * now. Spring says that the bean has another type if it is created for the injection, and
 * that there is none of the type if it has been created before.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PoolTypeRequiredFailureAnalyzer extends AbstractFailureAnalyzer<BeansException> {

	private final ListableBeanFactory beanFactory;

	PoolTypeRequiredFailureAnalyzer(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeansException cause) {
		BeanNotOfRequiredTypeException otherType = findCause(rootFailure, BeanNotOfRequiredTypeException.class);
		if (otherType != null && MonitoredDataSource.class.equals(otherType.getActualType())) {
			return analysis(otherType.getBeanName(), otherType.getRequiredType(), otherType);
		}
		NoSuchBeanDefinitionException none = findCause(rootFailure, NoSuchBeanDefinitionException.class);
		Class<?> required = (none != null && none.getResolvableType() != null) ? none.getResolvableType().resolve()
				: null;
		String beanName = (required != null) ? monitoredBean(required) : null;
		return (none != null && required != null && beanName != null) ? analysis(beanName, required, none) : null;
	}

	/**
	 * By the definitions: the beans themselves have been destroyed when failures are
	 * analyzed.
	 */
	private @Nullable String monitoredBean(Class<?> required) {
		if (!DataSource.class.isAssignableFrom(required)
				|| this.beanFactory.getBeanNamesForType(MonitoringPostProcessor.class, true, false).length == 0) {
			return null;
		}
		String[] names = this.beanFactory.getBeanNamesForType(required, true, false);
		return (names.length > 0) ? names[0] : null;
	}

	private static FailureAnalysis analysis(String beanName, Class<?> required, Throwable cause) {
		String description = "The bean '" + beanName + "' was asked for as " + required.getName() + ", but is a "
				+ DataSource.class.getName() + " that the connection pool monitor has put around it.";
		String action = "Inject " + DataSource.class.getName() + " and call unwrap(" + required.getSimpleName()
				+ ".class) where the pool's own class is needed, or exclude the bean from monitoring:"
				+ " connectionpool.exclude=" + beanName;
		return new FailureAnalysis(description, action, cause);
	}

}
