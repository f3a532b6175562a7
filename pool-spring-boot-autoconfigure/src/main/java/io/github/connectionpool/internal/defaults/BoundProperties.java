package io.github.connectionpool.internal.defaults;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The properties that a bean is bound to. They tell which of its settings the user has
 * set.
 *
 * @param prefix the prefix of the properties
 * @param binder reads the environment
 */
public record BoundProperties(String prefix, Binder binder) {

	/**
	 * The properties of a bean, null if it is bound to none and therefore was made by
	 * code.
	 */
	public static @Nullable BoundProperties of(ApplicationContext context, Object bean, String beanName) {
		ConfigurationPropertiesBean bound = ConfigurationPropertiesBean.get(context, bean, beanName);
		return (bound != null)
				? new BoundProperties(bound.getAnnotation().prefix(), Binder.get(context.getEnvironment())) : null;
	}

	/** The prefix of a pool that exists already, null if it is bound to none. */
	public static @Nullable String prefix(ApplicationContext context, String beanName) {
		if (!(context instanceof ConfigurableApplicationContext configurable)) {
			return null;
		}
		Object bean = configurable.getBeanFactory().getSingleton(beanName);
		// the innermost data source is the one that is bound
		while (bean instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
			bean = delegating.getTargetDataSource();
		}
		try {
			BoundProperties bound = (bean != null) ? of(context, bean, beanName) : null;
			return (bound != null) ? bound.prefix() : null;
		}
		catch (IllegalArgumentException ex) {
			// the pool is behind a wrapper of another kind
			return null;
		}
	}

	/** Whether the user has set a property, by its name below the prefix. */
	public boolean isSet(String property) {
		return this.binder.bind(full(property), Bindable.of(String.class)).isBound();
	}

	/** A number that the user has set, 0 if it is not set. */
	public int number(String property) {
		return this.binder.bind(full(property), Integer.class).orElse(0);
	}

	/** The whole name of a property. */
	public String full(String property) {
		return this.prefix + "." + property;
	}

}
