package io.github.connectionpool.endpoint;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.pooler.PoolMode;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.server.ConnectionLimit;
import io.github.connectionpool.internal.server.ServerReading;

/**
 * What the server at the other end of a pool has said. Null values are left out.
 *
 * @param product the server's product
 * @param version its version
 * @param limit connections it gives, less those that are reserved
 * @param limitOf whose limit that is
 * @param connections how many are in use
 * @param instances from how many addresses the application is connected
 * @param readAt when it said so
 * @param unknownSince since when it cannot be read, so that all of this may have changed
 * @param problem why it cannot be read
 * @param pooler the pooler between the pool and the server
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DatabaseView(@Nullable String product, @Nullable String version, @Nullable Integer limit,
		@Nullable String limitOf, @Nullable UseView connections, @Nullable Integer instances, @Nullable Instant readAt,
		@Nullable Instant unknownSince, @Nullable String problem, PoolerView pooler) {

	/** Connections of clients to the server. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record UseView(@Nullable Integer used, @Nullable Integer own, @Nullable Integer others,
			@Nullable Integer idleInTransaction) {

	}

	/** The pooler between pool and server. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record PoolerView(Pooler.Presence presence, @Nullable PoolMode mode, @Nullable Boolean sharesServers,
			@Nullable Integer maxPreparedStatements, @Nullable String version, String evidence) {

		static PoolerView of(Pooler pooler) {
			return new PoolerView(pooler.presence(), pooler.mode(), pooler.sharesServers(),
					pooler.maxPreparedStatements(), pooler.version(), pooler.evidence());
		}

	}

	static @Nullable DatabaseView of(@Nullable LastReading<ServerReading> known, Pooler pooler) {
		if (known == null) {
			return null;
		}
		ServerReading reading = known.value();
		PoolerView poolerView = PoolerView.of(pooler);
		if (reading == null) {
			return new DatabaseView(null, null, null, null, null, null, null, millis(known.unknownSince()),
					known.problem(), poolerView);
		}
		ConnectionLimit limit = reading.limit();
		return new DatabaseView(reading.product(), reading.version(), (limit != null) ? limit.connections() : null,
				(limit != null) ? limit.owner() : null,
				new UseView(reading.used(), reading.own(), reading.others(), reading.idleInTransaction()),
				reading.instances(), millis(known.readAt()), millis(known.unknownSince()), known.problem(), poolerView);
	}

	static @Nullable Instant millis(@Nullable Instant instant) {
		return (instant != null) ? instant.truncatedTo(ChronoUnit.MILLIS) : null;
	}

}
