package io.github.connectionpool.internal.pgbouncer.config;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is known in the story: twelve instances of a pool of ten, and a server that gives
 * 97.
 */
final class Facts {

	@Nullable JdbcTarget target = JdbcTarget.of("jdbc:postgresql://db.internal:5433/shop?user=shop");

	@Nullable Integer instances = 12;

	@Nullable Integer serverLimit = 97;

	@Nullable Integer usedByOthers = 7;

	@Nullable Integer serverConnections = 16;

	@Nullable Map<String, String> running;

	@Nullable Duration connectionTimeout = Duration.ofSeconds(10);

	@Nullable Duration queryTimeout;

	@Nullable Duration maxLifetime = Duration.ofMinutes(30);

	@Nullable Integer preparedStatements = 256;

	static Facts story() {
		return new Facts();
	}

	static String unknown() {
		return PgBouncerIni
			.of(new IniFacts(null, null, 10, null, null, null, null, null, null, null, null, null, null, null));
	}

	String ini() {
		return PgBouncerIni.of(new IniFacts(this.target, "shop", 10, this.instances, this.serverLimit,
				this.usedByOthers, this.serverConnections, this.running, this.connectionTimeout, this.queryTimeout,
				this.maxLifetime, Duration.ofSeconds(60), Duration.ZERO, this.preparedStatements));
	}

	Map<String, String> values() {
		return IniSettings.section(ini(), "pgbouncer");
	}

}
