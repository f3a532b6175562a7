package io.github.connectionpool.internal.sizing;

import org.jspecify.annotations.Nullable;

/**
 * The size of one pool of one application instance. Stateless, safe for any thread.
 *
 * @see <a href="https://github.com/brettwooldridge/HikariCP/wiki/About-Pool-Sizing">About
 * Pool Sizing</a>
 */
public final class PoolSizing {

	private static final int MAX = 1_000_000;

	private PoolSizing() {
	}

	/**
	 * Recommends a pool size: {@code cores × 2 + spindles} for a mixed workload, the
	 * formula of the PostgreSQL project that the HikariCP wiki gives. It is {@code cores}
	 * for a CPU-bound and {@code cores × 4} for an I/O-bound workload, this project's
	 * rules of thumb. A start for measurements, not their result.
	 * <p>
	 * The smaller number of cores counts, the application's or the database's
	 * (<a href="https://github.com/brettwooldridge/HikariCP/issues/1652">HikariCP
	 * #1652</a>). Hyper-threads are not cores.
	 * @param applicationCores cores of one application instance, 1 to 1000000
	 * @param databaseCores cores of the database server, 1 to 1000000, {@code null} if
	 * not known
	 * @param spindles disks that work at the same time, 0 to 1000000; 0 if all active
	 * data is in memory; counts for a mixed workload only
	 * @param workload what statements mostly wait for
	 * @return the size, at least 1
	 * @throws IllegalArgumentException if a number is outside its range or the workload
	 * is {@code null}
	 */
	public static PoolSize recommend(int applicationCores, @Nullable Integer databaseCores, int spindles,
			Workload workload) {
		Check.range("applicationCores", applicationCores, 1, MAX);
		Check.range("databaseCores", (databaseCores != null) ? databaseCores : 1, 1, MAX);
		Check.range("spindles", spindles, 0, MAX);
		Check.notNull("workload", workload);
		boolean databaseSmaller = databaseCores != null && databaseCores < applicationCores;
		int cores = databaseSmaller ? databaseCores : applicationCores;
		String source = databaseSmaller
				? " (cores of the database, which has fewer than the application's " + applicationCores + ")" : "";
		return switch (workload) {
			case MIXED ->
				new PoolSize(cores * 2 + spindles, "cores × 2 + spindles = " + cores + " × 2 + " + spindles + source);
			case CPU_BOUND -> new PoolSize(cores, "cores = " + cores + source);
			case IO_BOUND -> new PoolSize(cores * 4, "cores × 4 = " + cores + " × 4" + source);
		};
	}

}
