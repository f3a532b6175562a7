package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.connectionpool.internal.jdbc.MonitoredDataSource;

/**
 * Explains to applications that inject a pool's own class, as {@code HikariDataSource},
 * how to get at it now. Spring says that the bean has another type if it is created for
 * the injection, and that there is none of the type if it has been created before.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PoolTypeRequiredFailureAnalyzer extends AbstractFailureAnalyzer<BeansException> {

	private final @Nullable ListableBeanFactory beanFactory;

	PoolTypeRequiredFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = (beanFactory instanceof ListableBeanFactory listable) ? listable : null;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeansException cause) {
		BeanNotOfRequiredTypeException otherType = findCause(rootFailure, BeanNotOfRequiredTypeException.class);
		if (otherType != null && MonitoredDataSource.class.equals(otherType.getActualType())) {
			return analysis(otherType.getBeanName(), otherType.getRequiredType(), otherType);
		}
		NoSuchBeanDefinitionException none = findCause(rootFailure, NoSuchBeanDefinitionException.class);
		if (none == null || none instanceof NoUniqueBeanDefinitionException || none.getResolvableType() == null) {
			return null;
		}
		Class<?> required = none.getResolvableType().resolve();
		String beanName = (required != null) ? monitoredBean(required) : null;
		return (required != null && beanName != null) ? analysis(beanName, required, none) : null;
	}

	/**
	 * The bean that is defined as the required class and is none once it is monitored. By
	 * the definitions: the beans themselves have been destroyed when failures are
	 * analyzed.
	 */
	private @Nullable String monitoredBean(Class<?> required) {
		if (this.beanFactory == null || required.isInterface() || !DataSource.class.isAssignableFrom(required)
				|| this.beanFactory.getBeanNamesForType(MonitoringPostProcessor.class, true, false).length == 0) {
			return null;
		}
		String[] names = this.beanFactory.getBeanNamesForType(required, true, false);
		return (names.length == 1) ? names[0] : null;
	}

	private static FailureAnalysis analysis(String beanName, Class<?> required, Throwable cause) {
		String description = "The bean '" + beanName + "' was asked for as " + required.getName() + ", but is a "
				+ DataSource.class.getName() + " that the connection pool monitor has put around it.";
		String action = "Inject " + DataSource.class.getName() + " and call unwrap(" + required.getSimpleName()
				+ ".class) to read or set the pool (but borrow from the DataSource), or exclude the bean from"
				+ " monitoring:" + " connectionpool.exclude=" + beanName;
		return new FailureAnalysis(description, action, cause);
	}

}
