package io.github.connectionpool.internal.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL of its own for one test, which may hang or be stopped.
 */
public final class OwnPostgres implements AutoCloseable {

	private final EmbeddedPostgres server;

	private final Path data;

	private OwnPostgres(EmbeddedPostgres server, Path data) {
		this.server = server;
		this.data = data;
	}

	/** Starts one. */
	public static OwnPostgres start() throws IOException {
		return start(40);
	}

	/** Starts one that gives so many connections. */
	public static OwnPostgres start(int connections) throws IOException {
		Path data = newData();
		return new OwnPostgres(builder(data, connections).start(), data);
	}

	/** Starts one in the place of another that was stopped. */
	public static OwnPostgres startAt(int port) throws IOException {
		Path data = newData();
		return new OwnPostgres(builder(data, 40).setPort(port).start(), data);
	}

	private static Path newData() throws IOException {
		return Files.createTempDirectory("own-postgres").resolve("data");
	}

	private static EmbeddedPostgres.Builder builder(Path data, int connections) {
		return EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setServerConfig("max_connections", Integer.toString(connections))
			.setServerConfig("fsync", "off");
	}

	/** Where to connect to. */
	public String url() {
		return this.server.getJdbcUrl("postgres", "postgres");
	}

	/** Where to connect to as another role. */
	public String url(String role) {
		return this.server.getJdbcUrl(role, "postgres");
	}

	/** From the next reload on a role has to give its password. */
	public void requirePassword(String role) throws IOException {
		Path rules = this.data.resolve("pg_hba.conf");
		List<String> lines = new ArrayList<>(Files.readAllLines(rules));
		lines.add(0, "host all " + role + " all scram-sha-256");
		Files.write(rules, lines);
	}

	/** The port it listens at. */
	public int port() {
		return this.server.getPort();
	}

	/** Stops it where it is: connections stay open, and nothing answers. */
	public void freeze() throws Exception {
		signal("STOP");
	}

	/** Lets it go on. */
	public void thaw() throws Exception {
		signal("CONT");
	}

	private void signal(String name) throws Exception {
		List<String> lines = Files.readAllLines(this.data.resolve("postmaster.pid"));
		ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(lines.get(0).trim())).orElseThrow();
		List<String> command = Stream
			.concat(Stream.of("kill", "-" + name, Long.toString(postmaster.pid())),
					postmaster.descendants().map((process) -> Long.toString(process.pid())))
			.toList();
		new ProcessBuilder(command).inheritIO().start().waitFor();
	}

	/** Ends it, as an administrator would. A second time does nothing. */
	public void stop() throws IOException {
		this.server.close();
	}

	@Override
	public void close() throws IOException {
		stop();
	}

}
