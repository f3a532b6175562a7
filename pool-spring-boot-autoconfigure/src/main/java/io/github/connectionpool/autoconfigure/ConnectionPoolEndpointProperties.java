package io.github.connectionpool.autoconfigure;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of the {@code connectionpool} endpoint, beside what Spring Boot has for
 * every endpoint.
 *
 * @param showValues When to show the literals in SQL.
 * @param roles Roles that may see the literals in SQL when they are shown to the
 * authorized. When empty, all authenticated users may.
 */
@ConfigurationProperties("management.endpoint.connectionpool")
record ConnectionPoolEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {

	public ConnectionPoolEndpointProperties {
		roles = BlankValues.removeFrom(roles);
	}

}
