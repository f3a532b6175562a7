package io.github.connectionpool.internal.timeout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.report.Finding;

/**
 * The timeouts around a pool in their order, and the violations of it. Immutable.
 *
 * @param order from the fastest to the slowest; timeouts without a limit come last
 * @param findings the pairs that are upside down and the timeouts that are missing, the
 * worst first; unknown timeouts make no finding
 */
public record TimeoutHierarchy(List<Timeout> order, List<Finding> findings) {

	public TimeoutHierarchy {
		order = List.copyOf(order);
		findings = List.copyOf(findings);
	}

	/**
	 * Put timeouts into their order and compare them.
	 * @param facts the known timeouts
	 * @return the hierarchy
	 */
	public static TimeoutHierarchy of(TimeoutFacts facts) {
		EffectiveTimeouts timeouts = new EffectiveTimeouts(facts);
		List<Finding> findings = new ArrayList<>();
		Map<String, String> pgbouncer = facts.pgbouncer();
		new ConnectionRules(timeouts, findings::add).apply();
		new QueryRules(timeouts, findings::add).apply();
		new LifetimeRules(timeouts, facts.fixedSize(), pgbouncer != null, findings::add).apply();
		if (pgbouncer != null) {
			new PgBouncerRules(timeouts, pgbouncer.get("pool_mode"), findings::add).apply();
		}
		findings.sort(Comparator.comparing(Finding::severity));
		return new TimeoutHierarchy(timeouts.all().stream().sorted(Timeout.FASTEST_FIRST).toList(), findings);
	}

}
