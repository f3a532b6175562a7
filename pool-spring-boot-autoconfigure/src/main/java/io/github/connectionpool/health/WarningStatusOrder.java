package io.github.connectionpool.health;

import java.util.List;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;

/**
 * Gives {@code WARNING} its place in Spring Boot's order of severity, without which it
 * would be ignored. Only where the application has not set an order of its own; and only
 * the order, since an entry among the HTTP mappings would replace all of Spring Boot's.
 */
public final class WarningStatusOrder implements BeanPostProcessor {

	private static final List<String> ORDER = List.of("DOWN", "OUT_OF_SERVICE", "WARNING", "UP", "UNKNOWN");

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof HealthEndpointProperties properties && properties.getStatus().getOrder().isEmpty()) {
			properties.getStatus().setOrder(ORDER);
		}
		return bean;
	}

}
