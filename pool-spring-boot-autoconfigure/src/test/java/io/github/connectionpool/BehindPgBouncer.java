package io.github.connectionpool;

import java.io.IOException;
import java.util.Objects;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.connectionpool.testsupport.PgBouncerServer;

/**
 * An application behind a PgBouncer in transaction mode, which ends with the class. The
 * class itself says that it is enabled if {@link #isInstalled()}.
 */
@NullMarked
@DirtiesContext
public abstract class BehindPgBouncer {

	private static @Nullable PgBouncerServer server;

	public static boolean isInstalled() {
		return PgBouncerServer.program().isPresent();
	}

	@DynamicPropertySource
	static void pgBouncer(DynamicPropertyRegistry registry) throws IOException {
		if (!isInstalled()) {
			return;
		}
		PgBouncerServer started = PgBouncerServer.before(PostgresServer.port()).set("default_pool_size", 2).start();
		server = started;
		registry.add("spring.datasource.url", () -> started.url("postgres", "postgres"));
		registry.add("connectionpool.pgbouncer.url", () -> started.url("pgbouncer", "postgres"));
	}

	protected static int pgBouncerPort() {
		return Objects.requireNonNull(server).port();
	}

	@AfterAll
	static void stopPgBouncer() {
		if (server != null) {
			server.close();
		}
	}

}
