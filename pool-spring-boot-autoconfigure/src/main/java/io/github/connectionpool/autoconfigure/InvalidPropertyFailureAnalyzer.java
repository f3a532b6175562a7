package io.github.connectionpool.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which property stopped the start. Before Spring Boot's analyzers, which would only
 * say that the properties could not be bound.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidPropertyException cause) {
		String description = "The connection pool monitor cannot start: the property '" + cause.getProperty() + "' is '"
				+ cause.getValue() + "'.";
		String action = "Set '" + cause.getProperty() + "' to " + cause.getAllowed() + ".";
		return new FailureAnalysis(description, action, cause);
	}

}
