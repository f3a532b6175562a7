package io.github.connectionpool.internal.defaults;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;

/**
 * The limits that Spring sets for a query and for a transaction. It reads only beans that
 * exist already and creates none, so it knows most after all singletons have been
 * created. Thread-safe.
 */
public class SpringTimeouts {

	public static final String QUERY = "spring.jdbc.template.query-timeout";

	static final String TRANSACTION = "spring.transaction.default-timeout";

	private final ConfigurableListableBeanFactory beanFactory;

	private final Environment environment;

	public SpringTimeouts(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	/**
	 * The limit of a query: that of the only JdbcTemplate, else the property.
	 * @return null if it is not set, zero if there is none
	 */
	public @Nullable Duration queryTimeout() {
		JdbcTemplate template = onlyOne(JdbcTemplate.class);
		return (template != null) ? seconds(template.getQueryTimeout()) : queryTimeout(Binder.get(this.environment));
	}

	/**
	 * The limit of a transaction: that of the only transaction manager, else the
	 * property.
	 * @return null if it is not set
	 */
	public @Nullable Duration transactionTimeout() {
		AbstractPlatformTransactionManager manager = onlyOne(AbstractPlatformTransactionManager.class);
		return (manager != null) ? seconds(manager.getDefaultTimeout())
				: transactionTimeout(Binder.get(this.environment));
	}

	/** The property; null if it is not set or is no duration. */
	public static @Nullable Duration queryTimeout(Binder binder) {
		return property(binder, QUERY);
	}

	/** The property; null if it is not set or is no duration. */
	public static @Nullable Duration transactionTimeout(Binder binder) {
		return property(binder, TRANSACTION);
	}

	private static @Nullable Duration property(Binder binder, String name) {
		String text = binder.bind(name, String.class).orElse("");
		try {
			return text.isBlank() ? null : whole(DurationStyle.detectAndParse(text.trim(), ChronoUnit.SECONDS));
		}
		catch (IllegalArgumentException ex) {
			// Spring Boot reports this to the user, if it needs the property
			return null;
		}
	}

	/** Spring takes whole seconds; a value below zero counts as not set. */
	private static @Nullable Duration whole(Duration value) {
		return value.isNegative() ? null : Duration.ofSeconds(value.toSeconds());
	}

	private static @Nullable Duration seconds(int value) {
		return (value >= 0) ? Duration.ofSeconds(value) : null;
	}

	/**
	 * The only bean of a type; null if there is none or more than one, or it does not
	 * exist yet.
	 */
	private <T> @Nullable T onlyOne(Class<T> type) {
		String[] names = this.beanFactory.getBeanNamesForType(type, false, false);
		Object bean = (names.length == 1 && this.beanFactory.containsSingleton(names[0]))
				? this.beanFactory.getSingleton(names[0]) : null;
		return type.isInstance(bean) ? type.cast(bean) : null;
	}

}
