package io.github.connectionpool.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An Alertmanager of this machine, without a cluster. Thread-safe.
 */
public final class AlertmanagerServer extends LocalServer {

	/** What to do where it is not installed. */
	public static final String HOW_TO_INSTALL = "Alertmanager is not installed. On Debian and Ubuntu:"
			+ " apt-get install prometheus-alertmanager; or name the program with -Dalertmanager.program=";

	private static final String READY = "Listening on";

	private static final Duration LONGEST_START = Duration.ofSeconds(60);

	private static final List<String> USUAL_PLACES = List.of("/usr/bin/prometheus-alertmanager",
			"/usr/bin/alertmanager", "/usr/local/bin/alertmanager", "/opt/homebrew/bin/alertmanager");

	private AlertmanagerServer(Program program, int port) {
		super(program, port);
	}

	/**
	 * Finds the program: by the system property {@code alertmanager.program}, or else in
	 * its usual places.
	 * @return the path, empty if it is not installed
	 */
	public static Optional<Path> program() {
		return Program.find("alertmanager.program", USUAL_PLACES);
	}

	/**
	 * Starts one.
	 * @param config the text of its configuration
	 * @return once it answers
	 * @throws IOException if it is not installed, refuses the configuration or does not
	 * answer in time; the message has its log
	 */
	public static AlertmanagerServer start(String config) throws IOException {
		return atFreePort((port) -> start(config, port));
	}

	private static AlertmanagerServer start(String config, int port) throws IOException {
		Path program = program().orElseThrow(() -> new IOException(HOW_TO_INSTALL));
		Path directory = Program.directory("alertmanager");
		Path file = directory.resolve("alertmanager.yml");
		Files.writeString(file, config);
		List<String> command = List.of(program.toString(), "--config.file=" + file,
				"--storage.path=" + directory.resolve("data"), "--web.listen-address=" + HOST + ":" + port,
				"--cluster.listen-address=");
		return new AlertmanagerServer(Program.listening(directory, command, READY, port, LONGEST_START), port);
	}

}
