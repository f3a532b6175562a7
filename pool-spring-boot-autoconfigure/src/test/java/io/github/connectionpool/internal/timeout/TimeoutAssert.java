package io.github.connectionpool.internal.timeout;

import java.util.List;

import io.github.connectionpool.report.Finding.Severity;
import io.github.connectionpool.report.Finding;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is asserted of the findings on a {@link Configured} application.
 */
final class TimeoutAssert {

	private TimeoutAssert() {
	}

	/** Exactly this one is found. */
	static void assertFound(Configured configured, String id, Severity severity, String... named) {
		List<Finding> findings = configured.hierarchy().findings();
		assertThat(findings).extracting(Finding::id).containsExactly(id);
		assertThat(findings.get(0).severity()).isEqualTo(severity);
		assertThat(findings.get(0).text()).contains(named);
	}

	static void assertQuiet(Configured configured) {
		assertThat(configured.hierarchy().findings()).isEmpty();
	}

}
