package io.github.connectionpool.internal.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.PoolSnapshot;

/**
 * Gives advice on pools and on the application, from what this run has shown. It reads
 * existing values and borrows no connection. Thread-safe.
 */
public final class Advisor {

	private final PoolMonitor monitor;

	private final ServerRegistry ends;

	private final PoolTimeouts timeouts;

	private final ApplicationAdvice application;

	private final @Nullable Integer instances;

	/**
	 * Create.
	 * @param monitor knows the past of the pools
	 * @param ends knows the database server and the pooler of each pool
	 * @param timeouts knows the timeouts around a pool
	 * @param application knows the facts that concern no single pool
	 * @param instances how many instances of the application run, null if it is not
	 * configured
	 */
	public Advisor(PoolMonitor monitor, ServerRegistry ends, PoolTimeouts timeouts, ApplicationAdvice application,
			@Nullable Integer instances) {
		this.monitor = monitor;
		this.ends = ends;
		this.timeouts = timeouts;
		this.application = application;
		this.instances = instances;
	}

	/**
	 * Advice on one pool.
	 * @param pool the pool
	 * @param snapshot the pool, as the rest of the answer shows it
	 * @return the worst first; empty if there is nothing to say
	 */
	public List<Finding> findings(MonitoredPool pool, PoolSnapshot snapshot) {
		PoolFacts facts = PoolFacts.of(pool, snapshot, this.monitor.history(pool));
		List<Finding> findings = new ArrayList<>(facts.findings());
		SizeRules.of(facts).forEach((finding) -> findings.add(withMaximum(finding, pool)));
		findings.addAll(IdleRules.of(facts, this.application.isOpenInView()));
		findings.addAll(UseRules.of(facts));
		findings.addAll(SettingRules.of(facts));
		findings.addAll(ServerRules.of(ServerFacts.of(pool, this.ends, this.instances)));
		findings.addAll(this.ends.hazards(pool));
		findings.addAll(this.timeouts.of(pool).findings());
		return worstFirst(findings);
	}

	/**
	 * Advice that concerns no single pool.
	 * @return the worst first; empty if there is nothing to say
	 */
	public List<Finding> application() {
		return worstFirst(this.application.findings());
	}

	private static Finding withMaximum(Finding finding, MonitoredPool pool) {
		return new Finding(finding.id(), finding.severity(), finding.evidence(), finding.fix() + pool.maximumText());
	}

	private static List<Finding> worstFirst(List<Finding> findings) {
		return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
	}

}
