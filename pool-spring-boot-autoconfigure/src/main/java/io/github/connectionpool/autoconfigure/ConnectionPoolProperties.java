package io.github.connectionpool.autoconfigure;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.garbage.CollectGarbage;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleSettings;
import io.github.connectionpool.internal.reclaim.ReclaimPolicy;
import io.github.connectionpool.internal.server.ReadSettings;
import io.github.connectionpool.internal.sizing.Workload;
import io.github.connectionpool.internal.sql.JdbcUrl;
import io.github.connectionpool.internal.timing.UtilizationThresholds;
import io.github.connectionpool.internal.verdict.LeakTimes;
import io.github.connectionpool.internal.watch.WatchSettings;

/**
 * Configuration of the connection pool monitor. Immutable; a value that makes no sense
 * stops the start with an {@link InvalidPropertyException}. A blank value counts as not
 * set. No group is null.
 *
 * @param enabled Whether connection pools are monitored.
 * @param exclude Names of DataSource beans to leave alone.
 * @param checkInterval Time from one check of the pools to the next, 100ms to 1m.
 * @param utilization When a pool counts as full.
 * @param leak When a checkout counts as leaked, and the reaction to a leak.
 * @param capture The facts that are recorded with a borrow.
 * @param health How a full pool shows in the application's health.
 * @param sizing Size of a pool whose maximum is not set.
 * @param fleet All instances of the application.
 * @param database Reading of the database server.
 * @param pgbouncer The console of a PgBouncer before the database server.
 * @param timeouts Timeouts that are not set.
 * @param tracing Waits and leaks in the traces of the application.
 */
@ConfigurationProperties("connectionpool")
record ConnectionPoolProperties(@DefaultValue("true") boolean enabled, @DefaultValue Set<String> exclude,
		@DefaultValue("1s") Duration checkInterval, @DefaultValue Utilization utilization, @DefaultValue Leak leak,
		@DefaultValue Capture capture, @DefaultValue Health health, @DefaultValue Sizing sizing,
		@DefaultValue Fleet fleet, @DefaultValue Database database, @DefaultValue PgBouncer pgbouncer,
		@DefaultValue Timeouts timeouts, @DefaultValue Tracing tracing) {

	private static final Duration MIN_INTERVAL = Duration.ofMillis(100);

	private static final Duration MAX_INTERVAL = Duration.ofMinutes(1);

	public ConnectionPoolProperties {
		exclude = BlankValues.removeFrom(exclude);
		Allowed.between("connectionpool.check-interval", checkInterval, MIN_INTERVAL, MAX_INTERVAL);
	}

	WatchSettings watchSettings() {
		return new WatchSettings(this.checkInterval, this.leak.reclaim(), this.leak.collectGarbage());
	}

	/**
	 * When a pool counts as full.
	 *
	 * @param warning Share of the maximum from which health is WARNING, 0 to 1.
	 * @param critical Share of the maximum from which health is critical, 0 to 1.
	 * @param sustain How long a level must hold before health and alerts change, both
	 * ways.
	 */
	public record Utilization(@DefaultValue("0.80") double warning, @DefaultValue("0.95") double critical,
			@DefaultValue("10s") Duration sustain) {

		public Utilization {
			Allowed.share("connectionpool.utilization.warning", warning);
			Allowed.share("connectionpool.utilization.critical", critical);
			if (warning > critical) {
				throw new InvalidPropertyException("connectionpool.utilization.warning", warning,
						"a number from 0 to connectionpool.utilization.critical, which is " + critical);
			}
			Allowed.between("connectionpool.utilization.sustain", sustain, Duration.ZERO, Duration.ofDays(1));
		}

		UtilizationThresholds thresholds() {
			return new UtilizationThresholds(this.warning, this.critical, this.sustain);
		}

	}

	/**
	 * When a checkout counts as leaked, and the reaction to a leak.
	 *
	 * @param threshold From which time without any activity a checkout is suspect.
	 * @param evidenceAfter From which age of a checkout evidence is gathered.
	 * @param quiet How long a connection must stay unused after its unit of work or
	 * owning thread has ended before it is reported as leaked.
	 * @param reclaim Which leaked connections are given back to the pool.
	 * @param collectGarbage When the JVM is asked for a garbage collection, which proves
	 * that lost connections are unreachable.
	 */
	public record Leak(@DefaultValue("5m") Duration threshold, @DefaultValue("2s") Duration evidenceAfter,
			@DefaultValue("10s") Duration quiet, @DefaultValue("never") ReclaimPolicy reclaim,
			@DefaultValue("never") CollectGarbage collectGarbage) {

		public Leak {
			Allowed.between("connectionpool.leak.threshold", threshold, Duration.ofSeconds(1), Duration.ofDays(365));
			Allowed.between("connectionpool.leak.evidence-after", evidenceAfter, MIN_INTERVAL, Duration.ofHours(1));
			Allowed.between("connectionpool.leak.quiet", quiet, Duration.ofSeconds(1), Duration.ofDays(1));
		}

		LeakTimes times() {
			return new LeakTimes(this.evidenceAfter, this.quiet, this.threshold);
		}

	}

	/**
	 * The facts that are recorded with a borrow.
	 *
	 * @param stack When the stack of a borrow is taken.
	 * @param applicationPackages Packages whose frames are call sites. Those of the
	 * application unless set.
	 */
	public record Capture(@DefaultValue("adaptive") StackCapture stack, @DefaultValue Set<String> applicationPackages) {

		public Capture {
			applicationPackages = BlankValues.removeFrom(applicationPackages);
			for (String name : applicationPackages) {
				Allowed.packageName("connectionpool.capture.application-packages", name);
			}
		}

	}

	/**
	 * How a full pool shows in the application's health.
	 *
	 * @param criticalStatus Code of the health status of a pool that is critical.
	 */
	public record Health(@DefaultValue("OUT_OF_SERVICE") String criticalStatus) {

		private static final String OUT_OF_SERVICE = "OUT_OF_SERVICE";

		public Health {
			criticalStatus = criticalStatus.isBlank() ? OUT_OF_SERVICE : criticalStatus;
		}

	}

	/**
	 * Size of a pool whose maximum is not set.
	 *
	 * @param enabled Whether a pool whose maximum is not set gets one by formula.
	 * @param cores Cores of the application. Those the JVM sees unless set.
	 * @param databaseCores Cores of the database server. Where set, the smaller of both
	 * counts.
	 * @param spindles Disks of the database server that can seek at once.
	 * @param workload What the application does with a connection.
	 */
	public record Sizing(@DefaultValue("true") boolean enabled, @Nullable Integer cores,
			@Nullable Integer databaseCores, @DefaultValue("1") int spindles,
			@DefaultValue("mixed") Workload workload) {

		private static final int MAX_CORES = 10_000;

		public Sizing {
			Allowed.between("connectionpool.sizing.cores", cores, 1, MAX_CORES);
			Allowed.between("connectionpool.sizing.database-cores", databaseCores, 1, MAX_CORES);
			Allowed.between("connectionpool.sizing.spindles", spindles, 0, MAX_CORES);
		}

	}

	/**
	 * Reading of the database server.
	 *
	 * @param enabled Whether the server's connection limit and sessions are read, through
	 * a connection that the pool can spare.
	 * @param interval Time from one question to the next, 1s to 1h.
	 * @param timeout How long the server may take to answer, 100ms to 30s.
	 */
	public record Database(@DefaultValue("true") boolean enabled, @DefaultValue("30s") Duration interval,
			@DefaultValue("2s") Duration timeout) {

		public Database {
			Allowed.between("connectionpool.database.interval", interval, Duration.ofSeconds(1), Duration.ofHours(1));
			Allowed.between("connectionpool.database.timeout", timeout, MIN_INTERVAL, Duration.ofSeconds(30));
		}

		ReadSettings readSettings() {
			return new ReadSettings(this.enabled, this.interval, this.timeout);
		}

	}

	/**
	 * The console of a PgBouncer before the database server.
	 *
	 * @param url JDBC URL of the console, as jdbc:postgresql://pgbouncer:6432/pgbouncer.
	 * Not read unless set.
	 * @param user One of PgBouncer's stats_users or admin_users.
	 * @param password Password of that user.
	 */
	public record PgBouncer(@Nullable String url, @Nullable String user, @Nullable String password) {

		public PgBouncer {
			url = BlankValues.toNull(url);
			user = BlankValues.toNull(user);
			password = BlankValues.toNull(password);
			if (url != null) {
				try {
					ConsoleSettings.checkUrl(url);
				}
				catch (IllegalArgumentException ex) {
					throw new InvalidPropertyException("connectionpool.pgbouncer.url", JdbcUrl.of(url).masked(),
							"the URL of PgBouncer's console, as jdbc:postgresql://pgbouncer:6432/pgbouncer");
				}
			}
		}

		@Override
		public String toString() {
			return "PgBouncer[url=" + ((this.url != null) ? JdbcUrl.of(this.url).masked() : null) + ", user="
					+ this.user + "]";
		}

		@Nullable ConsoleSettings consoleSettings(Database database) {
			return (this.url != null)
					? new ConsoleSettings(this.url, this.user, this.password, database.interval(), database.timeout())
					: null;
		}

	}

	/**
	 * Timeouts that are not set.
	 *
	 * @param defaults Whether the timeouts of pools, drivers and JdbcTemplate that are
	 * not set become those of the hierarchy.
	 */
	public record Timeouts(@DefaultValue("false") boolean defaults) {

	}

	/**
	 * Waits and leaks in the traces of the application.
	 *
	 * @param enabled Whether traces tell long waits and leaks.
	 * @param waitThreshold The wait for a connection from which a trace tells it, 0 to
	 * 1h.
	 */
	public record Tracing(@DefaultValue("true") boolean enabled, @DefaultValue("100ms") Duration waitThreshold) {

		public Tracing {
			Allowed.between("connectionpool.tracing.wait-threshold", waitThreshold, Duration.ZERO, Duration.ofHours(1));
		}

	}

	/**
	 * All instances of the application.
	 *
	 * @param instances How many instances run.
	 */
	public record Fleet(@Nullable Integer instances) {

		public Fleet {
			Allowed.between("connectionpool.fleet.instances", instances, 1, 100_000);
		}

	}

}
