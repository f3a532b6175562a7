package io.github.connectionpool.health;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;

/**
 * Gives {@code WARNING} its place in Spring Boot's order of severity, without which it
 * would be ignored. Only where the application has not set an order of its own; and only
 * the order, since an entry among the HTTP mappings would replace all of Spring Boot's.
 */
public final class WarningStatusOrder implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(WarningStatusOrder.class);

	private static final List<String> ORDER = List.of("DOWN", "OUT_OF_SERVICE", "WARNING", "UP", "UNKNOWN");

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof HealthEndpointProperties properties) {
			List<String> order = properties.getStatus().getOrder();
			if (order.isEmpty()) {
				properties.getStatus().setOrder(ORDER);
			}
			else if (order.stream().noneMatch(WarningStatusOrder::isWarning)) {
				logger.warn("management.endpoint.health.status.order is " + order
						+ ", without WARNING: a pool that passes the warning threshold will not show in the status of the whole");
			}
		}
		return bean;
	}

	/** As Spring Boot compares codes: by their letters. */
	private static boolean isWarning(String code) {
		return code.replaceAll("[^A-Za-z]", "").equalsIgnoreCase(PoolHealthIndicator.WARNING.getCode());
	}

}
