package io.github.connectionpool.testsupport;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Prometheus of this machine, empty when it is started. Thread-safe.
 */
public final class PrometheusServer extends LocalServer {

	/** What to do where it is not installed. */
	public static final String HOW_TO_INSTALL = "Prometheus is not installed. On Debian and Ubuntu:"
			+ " apt-get install prometheus; or name the program with -Dprometheus.program=";

	private static final String READY = "Server is ready to receive web requests";

	private static final Duration LONGEST_START = Duration.ofSeconds(60);

	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

	private static final List<String> USUAL_PLACES = List.of("/usr/bin/prometheus", "/usr/local/bin/prometheus",
			"/opt/homebrew/bin/prometheus");

	private final HttpClient http = HttpClient.newHttpClient();

	private PrometheusServer(Program program, int port) {
		super(program, port);
	}

	/**
	 * Finds the program: by the system property {@code prometheus.program}, or else in
	 * its usual places.
	 * @return the path, empty if it is not installed
	 */
	public static Optional<Path> program() {
		return Program.find("prometheus.program", USUAL_PLACES);
	}

	/**
	 * Prepares one.
	 * @param interval the time between two scrapes, and between two evaluations of the
	 * rules
	 * @return the settings
	 */
	public static Builder every(Duration interval) {
		return new Builder(interval);
	}

	/**
	 * The value of an expression now.
	 * @param expression in PromQL
	 * @return the answer of the API, as JSON
	 * @throws IOException if it refuses the expression; the message has its reason
	 */
	public String query(String expression) throws IOException {
		return get("query?query=" + encoded(expression));
	}

	/**
	 * The values of an expression over a time.
	 * @param expression in PromQL
	 * @param from the beginning
	 * @param to the end
	 * @param step the time between two values, in whole seconds
	 * @return the answer of the API, as JSON
	 * @throws IOException if it refuses the expression; the message has its reason
	 */
	public String query(String expression, Instant from, Instant to, Duration step) throws IOException {
		return get("query_range?query=" + encoded(expression) + "&start=" + from + "&end=" + to + "&step="
				+ step.toSeconds());
	}

	private String get(String path) throws IOException {
		URI uri = URI.create("http://" + HOST + ":" + port() + "/api/v1/" + path);
		HttpRequest request = HttpRequest.newBuilder(uri).timeout(LONGEST_ANSWER).build();
		try {
			var answer = this.http.send(request, BodyHandlers.ofString());
			if (answer.statusCode() != 200) {
				throw new IOException("Prometheus answered with " + answer.statusCode() + ": " + answer.body());
			}
			return answer.body();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	/** The settings of a Prometheus. Not thread-safe. */
	public static final class Builder {

		private final Duration interval;

		private final StringBuilder scrapes = new StringBuilder();

		private final List<String> rules = new ArrayList<>();

		private String alerting = "";

		private Builder(Duration interval) {
			this.interval = interval;
		}

		/**
		 * Scrapes instances of an application on this machine.
		 * @param job its name
		 * @param ports the ports of {@code /actuator/prometheus}
		 * @return this
		 */
		public Builder scrape(String job, List<Integer> ports) {
			String targets = ports.stream()
				.map((port) -> "\"" + HOST + ":" + port + "\"")
				.collect(Collectors.joining(", "));
			this.scrapes.append("""
					  - job_name: %s
					    metrics_path: /actuator/prometheus
					    static_configs:
					      - targets: [%s]
					""".formatted(job, targets));
			return this;
		}

		/**
		 * Evaluates the rules of a file.
		 * @param file the file
		 * @return this
		 */
		public Builder rules(Path file) {
			this.rules.add(file.toAbsolutePath().normalize().toString());
			return this;
		}

		/**
		 * Sends alerts.
		 * @param alertmanager their receiver
		 * @return this
		 */
		public Builder alertsTo(AlertmanagerServer alertmanager) {
			this.alerting = """
					alerting:
					  alertmanagers:
					    - static_configs:
					        - targets: ["%s:%d"]
					""".formatted(HOST, alertmanager.port());
			return this;
		}

		/**
		 * Starts it.
		 * @return once it answers
		 * @throws IOException if it is not installed, or does not answer in time; the
		 * message has its log
		 */
		public PrometheusServer start() throws IOException {
			return atFreePort(this::start);
		}

		private PrometheusServer start(int port) throws IOException {
			Path program = program().orElseThrow(() -> new IOException(HOW_TO_INSTALL));
			Path directory = Program.directory("prometheus");
			Path config = directory.resolve("prometheus.yml");
			Files.writeString(config, config());
			List<String> command = List.of(program.toString(), "--config.file=" + config,
					"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=" + HOST + ":" + port);
			return new PrometheusServer(Program.listening(directory, command, READY, port, LONGEST_START), port);
		}

		private String config() {
			String files = this.rules.stream()
				.map((file) -> "  - \"" + file + "\"\n")
				.collect(Collectors.joining("", "rule_files:\n", ""));
			return """
					global:
					  scrape_interval: %1$dms
					  scrape_timeout: %1$dms
					  evaluation_interval: %1$dms
					""".formatted(this.interval.toMillis()) + (this.rules.isEmpty() ? "" : files) + this.alerting
					+ "scrape_configs:\n" + this.scrapes;
		}

	}

}
