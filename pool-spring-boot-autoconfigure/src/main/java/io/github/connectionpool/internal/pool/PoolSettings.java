package io.github.connectionpool.internal.pool;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a pool is configured. What its product does not have or does not tell is null; a
 * time of zero means that there is no limit, or that it is switched off. Immutable.
 *
 * @param connectionTimeout how long a borrower waits at most
 * @param validationTimeout how long the validation of a connection may take
 * @param idleTimeout after which time an idle connection may be closed; as configured,
 * even if the pool has switched it off
 * @param maxLifetime after which age a connection is replaced
 * @param keepaliveTime how often an idle connection is used to keep it alive; as
 * configured, even if the pool has switched it off
 * @param leakDetectionThreshold from which age a borrowed connection is reported by the
 * pool itself, as configured, even if the pool has switched it off
 * @param validates whether a connection is validated before it is lent or while it is
 * idle
 * @param transactionIsolation the isolation that is set on each new connection
 * @param schema the schema that is set on each new connection
 * @param initSql the SQL that runs on each new connection
 * @param driverProperties what the driver is given beside the URL; without passwords
 */
public record PoolSettings(@Nullable Duration connectionTimeout, @Nullable Duration validationTimeout,
		@Nullable Duration idleTimeout, @Nullable Duration maxLifetime, @Nullable Duration keepaliveTime,
		@Nullable Duration leakDetectionThreshold, @Nullable Boolean validates, @Nullable String transactionIsolation,
		@Nullable String schema, @Nullable String initSql, Map<String, String> driverProperties) {

	/** Of a pool that tells nothing. */
	public static final PoolSettings UNKNOWN = new PoolSettings(null, null, null, null, null, null, null, null, null,
			null, Map.of());

}
