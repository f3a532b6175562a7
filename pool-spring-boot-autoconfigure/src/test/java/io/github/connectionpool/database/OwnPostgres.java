package io.github.connectionpool.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
		Path data = Files.createTempDirectory("own-postgres").resolve("data");
		return new OwnPostgres(EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setServerConfig("max_connections", "40")
			.setServerConfig("fsync", "off")
			.start(), data);
	}

	/** Where to connect to. */
	public String url() {
		return this.server.getJdbcUrl("postgres", "postgres");
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
