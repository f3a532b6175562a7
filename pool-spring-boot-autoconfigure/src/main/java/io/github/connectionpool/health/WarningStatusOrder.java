package io.github.connectionpool.health;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;

/**
 * Gives {@code WARNING} its place in Spring Boot's order of severity, without which it
 * would be ignored. Only where the application has not set an order of its own; and only
 * the order, since an entry among the HTTP mappings would replace all of Spring Boot's.
 */
final class WarningStatusOrder implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(WarningStatusOrder.class);

	private static final List<String> KNOWN = List.of("DOWN", "OUT_OF_SERVICE", "WARNING", "UP", "UNKNOWN");

	private final Supplier<String> criticalStatus;

	/**
	 * Create.
	 * @param criticalStatus code of the status of a pool that is critical, which may be
	 * one that Spring Boot does not know either
	 */
	WarningStatusOrder(Supplier<String> criticalStatus) {
		this.criticalStatus = criticalStatus;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof HealthEndpointProperties properties) {
			List<String> order = properties.getStatus().getOrder();
			String critical = this.criticalStatus.get();
			if (isMissing(KNOWN, critical) && order.isEmpty()
					&& properties.getStatus()
						.getHttpMapping()
						.keySet()
						.stream()
						.noneMatch((code) -> isSame(code, critical))) {
				logger.warn("connectionpool.health.critical-status is '" + critical + "', a status that is in no order"
						+ " of statuses and has no HTTP status, so that it is answered with 200. Spring Boot knows "
						+ KNOWN + "; for another set management.endpoint.health.status.http-mapping." + critical);
			}
			if (order.isEmpty()) {
				properties.getStatus().setOrder(order(critical));
			}
			else if (isMissing(order, PoolHealthIndicator.WARNING.getCode()) || isMissing(order, critical)) {
				logger.warn("management.endpoint.health.status.order is " + order + ", without WARNING or " + critical
						+ ": a pool with that status will not show in the status of the whole");
			}
		}
		return bean;
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
