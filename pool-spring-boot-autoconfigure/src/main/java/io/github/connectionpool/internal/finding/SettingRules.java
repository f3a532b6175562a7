package io.github.connectionpool.internal.finding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.Finding;

/**
 * Whether a pool's own settings have the effect that their names promise.
 */
final class SettingRules {

	/** HikariCP accepts no threshold below. */
	private static final Duration LEAST_LEAK_THRESHOLD = Duration.ofSeconds(2);

	private SettingRules() {
	}

	static List<Finding> of(PoolFacts facts) {
		List<Finding> findings = new ArrayList<>();
		PoolSettings settings = facts.settings();
		if (Boolean.FALSE.equals(settings.validates())) {
			findings.add(notValidated());
		}
		Finding off = leakDetectionOff(settings.leakDetectionThreshold(), settings.maxLifetime());
		if (off != null) {
			findings.add(off);
		}
		return findings;
	}

	private static Finding notValidated() {
		return new Finding("no-validation", Finding.Severity.WARNING,
				"Connections are lent without being validated: neither test-on-borrow nor test-while-idle is on."
						+ " After a" + " restart or failover of the database each dead connection fails one request.",
				"Set test-on-borrow=true (with a validation-interval, Tomcat JDBC) or test-while-idle=true below the"
						+ " pool's prefix.");
	}

	private static @Nullable Finding leakDetectionOff(@Nullable Duration threshold, @Nullable Duration maxLifetime) {
		if (threshold == null || threshold.isZero()) {
			return null;
		}
		String reason;
		if (threshold.compareTo(LEAST_LEAK_THRESHOLD) < 0) {
			reason = "it is below " + DurationText.exact(LEAST_LEAK_THRESHOLD);
		}
		else if (maxLifetime != null && !maxLifetime.isZero() && threshold.compareTo(maxLifetime) > 0) {
			reason = "it is above max-lifetime, which is " + DurationText.exact(maxLifetime);
		}
		else {
			return null;
		}
		return new Finding("leak-detection-off", Finding.Severity.WARNING,
				"HikariCP's leak-detection-threshold is set to " + DurationText.exact(threshold)
						+ " and silently switched off, because " + reason + ".",
				"Set it from 2000 ms to max-lifetime, or remove it: this monitor tells leaks by evidence, not by age.");
	}

}
