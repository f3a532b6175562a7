package io.github.connectionpool.internal.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which lines of Spring Boot are supported.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnsupportedVersionFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedVersionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedVersionException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", "Update Spring Boot to one of " + SupportedVersions.LINES
				+ ". Until then set connectionpool.enabled=false or remove pool-spring-boot-starter.", cause);
	}

}
