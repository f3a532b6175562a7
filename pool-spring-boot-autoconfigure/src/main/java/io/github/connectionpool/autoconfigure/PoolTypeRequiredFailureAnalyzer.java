package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.connectionpool.jdbc.MonitoredDataSource;

/**
 * Tells who injects a pool's own class, as {@code HikariDataSource}, how to get at it
 * now.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PoolTypeRequiredFailureAnalyzer extends AbstractFailureAnalyzer<BeanNotOfRequiredTypeException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanNotOfRequiredTypeException cause) {
		if (!MonitoredDataSource.class.equals(cause.getActualType())) {
			return null;
		}
		String required = cause.getRequiredType().getSimpleName();
		String description = "The bean '" + cause.getBeanName() + "' was asked for as "
				+ cause.getRequiredType().getName() + ", but is a " + DataSource.class.getName()
				+ " that the connection pool monitor has put around it.";
		String action = "Inject " + DataSource.class.getName() + " and call unwrap(" + required
				+ ".class) where the pool's own class is needed, or exclude the bean from monitoring:"
				+ " connectionpool.exclude=" + cause.getBeanName();
		return new FailureAnalysis(description, action, cause);
	}

}
