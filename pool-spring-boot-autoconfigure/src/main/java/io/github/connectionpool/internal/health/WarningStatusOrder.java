package io.github.connectionpool.internal.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives {@code WARNING} its place in Spring Boot's order of severity, without which it
 * would be ignored. Only where the application has not set an order of its own; and only
 * the order, since an entry among the HTTP mappings would replace all of Spring Boot's.
 */
public final class WarningStatusOrder implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(WarningStatusOrder.class);

	/** The class of Spring Boot 4, and that of 3.5. */
	private static final Set<String> PROPERTIES = Set.of(
			"org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties",
			"org.springframework.boot.actuate.autoconfigure.health.HealthEndpointProperties");

	private static final String ORDER = "status.order";

	private static final List<String> KNOWN = List.of("DOWN", "OUT_OF_SERVICE", "WARNING", "UP", "UNKNOWN");

	private final Supplier<String> criticalStatus;

	/**
	 * Create.
	 * @param criticalStatus code of the status of a pool that is critical, which may be
	 * one that Spring Boot does not know either
	 */
	public WarningStatusOrder(Supplier<String> criticalStatus) {
		this.criticalStatus = criticalStatus;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (PROPERTIES.contains(bean.getClass().getName())) {
			complete(PropertyAccessorFactory.forBeanPropertyAccess(bean));
		}
		return bean;
	}

	private void complete(BeanWrapper properties) {
		List<String> order = new ArrayList<>();
		if (properties.getPropertyValue(ORDER) instanceof List<?> codes) {
			codes.forEach((code) -> order.add(String.valueOf(code)));
		}
		String critical = this.criticalStatus.get();
		if (isMissing(KNOWN, critical) && order.isEmpty() && !isMapped(properties, critical)) {
			logger.warn("connectionpool.health.critical-status is '" + critical + "', a status that is in no order"
					+ " of statuses and has no HTTP status, so that it is answered with 200. Spring Boot knows " + KNOWN
					+ "; for another set management.endpoint.health.status.http-mapping." + critical);
		}
		if (order.isEmpty()) {
			properties.setPropertyValue(ORDER, order(critical));
		}
		else if (isMissing(order, PoolHealth.WARNING) || isMissing(order, critical)) {
			logger.warn("management.endpoint.health.status.order is " + order + ", without WARNING or " + critical
					+ ": a pool with that status will not show in the status of the whole");
		}
	}

	private static boolean isMapped(BeanWrapper properties, String code) {
		return properties.getPropertyValue("status.httpMapping") instanceof Map<?, ?> mapping
				&& mapping.keySet().stream().anyMatch((mapped) -> isSame(String.valueOf(mapped), code));
	}

	private static List<String> order(String critical) {
		List<String> order = new ArrayList<>(KNOWN);
		if (isMissing(order, critical)) {
			order.add(order.indexOf("WARNING"), critical);
		}
		return order;
	}

	private static boolean isMissing(List<String> order, String code) {
		return order.stream().noneMatch((other) -> isSame(other, code));
	}

	private static boolean isSame(String one, String two) {
		return letters(one).equalsIgnoreCase(letters(two));
	}

	/** Spring Boot compares codes by their letters. */
	private static String letters(String code) {
		return code.replaceAll("[^A-Za-z]", "");
	}

}
