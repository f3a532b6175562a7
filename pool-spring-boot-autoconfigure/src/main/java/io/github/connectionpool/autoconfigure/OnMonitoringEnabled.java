package io.github.connectionpool.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether anything is monitored. Takes what Spring Boot's binder takes for a boolean, as
 * {@code on}; Spring Boot's own condition would read all but {@code true} as
 * {@code false}, a misspelt value included. A blank value counts as not set.
 */
class OnMonitoringEnabled extends SpringBootCondition {

	static final String PROPERTY = "connectionpool.enabled";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean enabled = isEnabled(Binder.get(context.getEnvironment()));
		return new ConditionOutcome(enabled,
				ConditionMessage.of(PROPERTY + " is " + (enabled ? "not switched off" : "false")));
	}

	private static boolean isEnabled(Binder binder) {
		try {
			// a blank value is bound to nothing
			return binder.bind(PROPERTY, Boolean.class).orElse(true);
		}
		catch (BindException ex) {
			String value = binder.bind(PROPERTY, String.class).orElse("");
			throw new InvalidPropertyException(PROPERTY, value, "true or false");
		}
	}

}
