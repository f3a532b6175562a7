package io.github.connectionpool.endpoint;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pgbouncer.console.ConsolePool;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleReading;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleStats;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.pooler.PoolMode;

/**
 * What the console of PgBouncer has said of the pools that this one is a client of. Null
 * values are left out.
 *
 * @param version its version
 * @param pools its pools
 * @param readAt when it said so
 * @param unknownSince since when it cannot be read, so that all of this may have changed
 * @param problem why it cannot be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PgBouncerView(@Nullable String version, List<ServerPoolView> pools, @Nullable Instant readAt,
		@Nullable Instant unknownSince, @Nullable String problem) {

	/** One pool of PgBouncer. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ServerPoolView(String database, String user, @Nullable PoolMode mode, int clientsActive, int clientsWaiting,
			long longestWaitMillis, int serversActive, int serversIdle, int serversLogin, @Nullable Integer poolSize,
			@Nullable Integer reserve, @Nullable Double averageWaitMillis, @Nullable Double averageTransactionMillis) {

		static ServerPoolView of(ConsolePool pool, ConsoleReading reading) {
			ConsoleStats stats = reading.stats()
				.stream()
				.filter((each) -> each.database().equals(pool.database()))
				.findFirst()
				.orElse(null);
			return new ServerPoolView(pool.database(), pool.user(), pool.mode(), pool.clientsActive(),
					pool.clientsWaiting(), pool.maxWait().toMillis(), pool.serversActive(), pool.serversIdle(),
					pool.serversLogin(), pool.poolSize(), pool.reserve(),
					(stats != null && stats.averageWait() != null) ? stats.averageWait().toNanos() / 1e6 : null,
					(stats != null && stats.averageTransaction() != null) ? stats.averageTransaction().toNanos() / 1e6
							: null);
		}

	}

	static @Nullable PgBouncerView of(@Nullable LastReading<ConsoleReading> known, List<ConsolePool> pools) {
		if (known == null) {
			return null;
		}
		ConsoleReading reading = known.value();
		return new PgBouncerView((reading != null) ? reading.version() : null,
				(reading != null) ? pools.stream().map((pool) -> ServerPoolView.of(pool, reading)).toList() : List.of(),
				DatabaseView.millis(known.readAt()), DatabaseView.millis(known.unknownSince()), known.problem());
	}

}
