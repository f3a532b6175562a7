package io.github.connectionpool.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.connectionpool.checkout.Finding;
import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.leak.Watcher;

/**
 * Gives advice on pools and on the application, from what this run has shown. It reads
 * what is there and borrows nothing. Thread-safe.
 */
public final class Advisor {

	private final Watcher watcher;

	private final OtherEnd otherEnd;

	private final ApplicationAdvice application;

	/**
	 * Create.
	 * @param watcher knows what the looks have found
	 * @param otherEnd knows what the server, a pooler and the timeouts give reason to say
	 * @param application knows what concerns no single pool
	 */
	public Advisor(Watcher watcher, OtherEnd otherEnd, ApplicationAdvice application) {
		this.watcher = watcher;
		this.otherEnd = otherEnd;
		this.application = application;
	}

	/**
	 * Advice on one pool.
	 * @param pool the pool
	 * @return the worst first; empty if there is nothing to say
	 */
	public List<Finding> findings(Pool pool) {
		PoolFacts facts = PoolFacts.of(pool, this.watcher);
		List<Finding> findings = new ArrayList<>(facts.look().findings());
		findings.addAll(SizeRules.of(facts));
		findings.addAll(UseRules.of(facts));
		findings.addAll(SettingRules.of(facts));
		findings.addAll(this.otherEnd.findings(pool));
		return worstFirst(findings);
	}

	/**
	 * Advice that concerns no single pool.
	 * @return the worst first; empty if there is nothing to say
	 */
	public List<Finding> application() {
		return worstFirst(this.application.findings());
	}

	private static List<Finding> worstFirst(List<Finding> findings) {
		return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
	}

	/** Advice on what is at the other end of a pool's connections. */
	@FunctionalInterface
	public interface OtherEnd {

		/**
		 * The advice on one pool.
		 * @param pool the pool
		 * @return in any order
		 */
		List<Finding> findings(Pool pool);

	}

}
