package io.github.connectionpool.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.convert.ConversionFailedException;

/**
 * Treats a blank value of a property of the connection pool monitor as not set. An
 * environment variable that is set to nothing, or to spaces, must not stop the start.
 * Properties of others are left alone.
 */
final class BlankValues implements ConfigurationPropertiesBindHandlerAdvisor {

	private static final Set<ConfigurationPropertyName> PREFIXES = Set.of(
			ConfigurationPropertyName.of("connectionpool"),
			ConfigurationPropertyName.of("management.endpoint.connectionpool"));

	/**
	 * Spring Boot converts an empty text to null for most types, but not one of spaces.
	 */
	@Override
	public BindHandler apply(BindHandler bindHandler) {
		return new AbstractBindHandler(bindHandler) {

			@Override
			public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Exception error) throws Exception {
				return (isOurs(name) && isBlank(error)) ? null : super.onFailure(name, target, context, error);
			}

		};
	}

	private static boolean isOurs(ConfigurationPropertyName name) {
		return PREFIXES.stream().anyMatch((prefix) -> prefix.isAncestorOf(name));
	}

	/** An empty text has become null by then, which is nothing for a primitive type. */
	private static boolean isBlank(Exception error) {
		if (!(error instanceof ConversionFailedException failed)) {
			return false;
		}
		Object value = failed.getValue();
		return value == null || (value instanceof String text && text.isBlank());
	}

	static @Nullable String toNull(@Nullable String value) {
		return (value != null && !value.isBlank()) ? value : null;
	}

	static Set<String> removeFrom(Set<String> values) {
		if (values.stream().noneMatch(String::isBlank)) {
			return values;
		}
		Set<String> others = new LinkedHashSet<>(values);
		others.removeIf(String::isBlank);
		return others;
	}

}
