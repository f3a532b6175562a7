package io.github.connectionpool.evaluation.friday;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;
import io.github.connectionpool.testsupport.AlertWebhook;
import io.github.connectionpool.testsupport.AlertmanagerServer;
import io.github.connectionpool.testsupport.PgBouncerServer;
import io.github.connectionpool.testsupport.PrometheusServer;

/**
 * One run: starts all parts, lets the bad deployment happen, and notes when it is told.
 */
final class FridayRun {

	/** Between two scrapes and between two evaluations of the rules. */
	static final Duration SCRAPE = Duration.ofSeconds(5);

	/** Connections that the server takes; three are reserved. */
	static final int SERVER_CONNECTIONS = 100;

	/** Of a pool. */
	static final int POOL = 10;

	/** PgBouncer's connections to the server. */
	static final int BOUNCER_CONNECTIONS = 30;

	/** Until all instances answer quickly. */
	private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(20);

	/** For the last visitors and the last readings. */
	private static final Duration LONGEST_END = Duration.ofSeconds(20);

	private static final Path OBSERVABILITY = Path.of("../observability");

	/** Lines that do not begin with a time belong to the one before. */
	private static final Pattern BEGINNING = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*");

	private static final Pattern LEAK = Pattern
		.compile("Connection leak detection triggered|Suspected leak:|Leaked connection:|is leaked");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final FridayArguments arguments;

	private final Protection protection;

	private final Duration longest;

	private final Consumer<String> progress;

	private final long startNanos = System.nanoTime();

	/**
	 * Prepares one.
	 * @param arguments the size of the fleet, and the traffic
	 * @param protection the protection of the instances
	 * @param longest the time for all of it; instances that start too slowly end the run
	 * @param progress takes a sentence for each step
	 */
	FridayRun(FridayArguments arguments, Protection protection, Duration longest, Consumer<String> progress) {
		this.arguments = arguments;
		this.protection = protection;
		this.longest = longest;
		this.progress = progress;
	}

	FridayResult run() throws Exception {
		try (EvaluationDatabase database = EvaluationDatabase.start(SERVER_CONNECTIONS);
				PgBouncerServer bouncer = bouncer(database)) {
			prepare(database);
			this.progress.accept("starts " + this.arguments.instances() + " instances");
			try (ShopProcess shop = ShopProcess.start(this.arguments.sample(), this.arguments.instances(),
					arguments(database, bouncer))) {
				shop.awaitOpen(timeToStart());
				Traffic.warmUp(shop.ports(), LONGEST_WARM_UP);
				return watch(shop);
			}
		}
	}

	private Duration timeToStart() {
		return this.longest.minusNanos(System.nanoTime() - this.startNanos)
			.minus(LONGEST_WARM_UP)
			.minus(this.arguments.calm())
			.minus(this.arguments.after())
			.minus(LONGEST_END);
	}

	private FridayResult watch(ShopProcess shop) throws Exception {
		Path rules = rules();
		try (AlertWebhook webhook = AlertWebhook.start();
				AlertmanagerServer alertmanager = AlertmanagerServer.start(receiver(webhook));
				PrometheusServer prometheus = PrometheusServer.every(SCRAPE)
					.scrape("shop", shop.ports())
					.rules(rules)
					.alertsTo(alertmanager)
					.start()) {
			Objects.requireNonNull(prometheus);
			List<Integer> bad = shop.ports().subList(0, this.arguments.bad());
			TrafficLog log = new TrafficLog(Instant.now());
			try (Traffic traffic = Traffic.start(shop.ports(), this.arguments.rate(), log)) {
				this.progress.accept("traffic, the bad deployment in " + this.arguments.calm().toSeconds() + " s");
				Thread.sleep(this.arguments.calm().toMillis());
				try (HealthWatch health = HealthWatch.of(bad); BadDeployment deployment = BadDeployment.in(bad, log)) {
					this.progress.accept("the bad deployment, for " + this.arguments.after().toSeconds() + " s");
					Thread.sleep(this.arguments.after().toMillis());
					double end = log.seconds(Instant.now());
					deployment.end();
					traffic.end();
					return result(log, end, deployment, health, shop, webhook);
				}
			}
		}
	}

	private FridayResult result(TrafficLog log, double end, BadDeployment deployment, HealthWatch health,
			ShopProcess shop, AlertWebhook webhook) throws IOException, InterruptedException {
		Instant firstLost = deployment.firstLost();
		if (firstLost == null) {
			throw new IOException("No pool has shown the loss of a connection after " + log.kinds());
		}
		List<FridayResult.Told> alerts = alerts(webhook, firstLost, log);
		Instant changed = health.changed();
		return new FridayResult(this.protection, log, log.kinds(), deployment.lost(), log.seconds(firstLost), end,
				logged(shop.log(), firstLost, log),
				(changed != null) ? new FridayResult.Told(log.seconds(changed), "", "", false) : null,
				alerts.stream().findFirst().orElse(null),
				alerts.stream().filter(FridayResult.Told::line).findFirst().orElse(null));
	}

	private static FridayResult.@Nullable Told logged(List<ShopProcess.LogLine> lines, Instant from, TrafficLog log) {
		for (int i = 0; i < lines.size(); i++) {
			ShopProcess.LogLine line = lines.get(i);
			if (!line.at().isBefore(from) && LEAK.matcher(line.text()).find()) {
				List<ShopProcess.LogLine> following = lines.subList(i + 1, lines.size());
				String message = line.text() + following.stream()
					.map(ShopProcess.LogLine::text)
					.takeWhile((text) -> !BEGINNING.matcher(text).matches())
					.toList();
				return new FridayResult.Told(log.seconds(line.at()), "", line.text(),
						message.contains(BadDeployment.FILE));
			}
		}
		return null;
	}

	/**
	 * Of each message those alerts that fire; the line has to be in the text of its
	 * alert.
	 */
	private static List<FridayResult.Told> alerts(AlertWebhook webhook, Instant from, TrafficLog log) {
		List<FridayResult.Told> alerts = new ArrayList<>();
		for (AlertWebhook.Message message : webhook.messages()) {
			if (message.at().isBefore(from)) {
				continue;
			}
			for (JsonNode alert : JSON.readTree(message.json()).path("alerts")) {
				if (alert.path("status").asString("").equals("firing")) {
					alerts.add(new FridayResult.Told(log.seconds(message.at()),
							alert.path("labels").path("alertname").asString(""), text(alert.path("annotations")),
							alert.path("annotations").toString().contains(BadDeployment.FILE)));
				}
			}
		}
		return alerts;
	}

	private static String text(JsonNode annotations) {
		return annotations.path("summary").asString("") + "\n" + annotations.path("description").asString("");
	}

	/** A database of its own, since that of the scenarios has other tables. */
	private static void prepare(EvaluationDatabase database) throws SQLException {
		try (Connection connection = database.driver().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create database shop");
		}
	}

	private @Nullable PgBouncerServer bouncer(EvaluationDatabase database) throws IOException {
		if (!this.protection.hasBouncer()) {
			return null;
		}
		return PgBouncerServer.before(database.port())
			.set("pool_mode", "transaction")
			.set("default_pool_size", BOUNCER_CONNECTIONS)
			.set("max_client_conn", 1000)
			.start();
	}

	private List<String> arguments(EvaluationDatabase database, @Nullable PgBouncerServer bouncer) {
		String straight = "jdbc:postgresql://127.0.0.1:" + database.port() + "/shop";
		List<String> all = new ArrayList<>(List.of("--spring.datasource.username=" + EvaluationDatabase.USER,
				"--spring.datasource.password=" + EvaluationDatabase.PASSWORD,
				"--spring.datasource.hikari.maximum-pool-size=" + POOL, "--spring.datasource.hikari.minimum-idle=2",
				"--spring.datasource.hikari.connection-timeout=" + this.arguments.patience().toMillis(),
				"--server.tomcat.threads.max=50", "--spring.flyway.url=" + straight,
				"--spring.flyway.user=" + EvaluationDatabase.USER));
		if (bouncer != null) {
			all.add("--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + bouncer.port()
					+ "/shop?prepareThreshold=0");
			all.add("--connectionpool.pgbouncer.url=" + bouncer.url("pgbouncer", "postgres"));
		}
		else {
			all.add("--spring.datasource.url=" + straight);
		}
		all.addAll(this.protection.arguments());
		return all;
	}

	private static String receiver(AlertWebhook webhook) throws IOException {
		return Files.readString(OBSERVABILITY.resolve("alertmanager/alertmanager.yml"))
			.replace("http://localhost:5001", webhook.url());
	}

	/** Without the starter, those that are usual for HikariCP's own meters. */
	private Path rules() throws IOException {
		if (this.protection != Protection.HIKARI) {
			return OBSERVABILITY.resolve("prometheus/connectionpool-rules.yml");
		}
		Path file = Files.createTempFile("hikaricp-rules", ".yml");
		file.toFile().deleteOnExit();
		try (InputStream rules = FridayRun.class.getResourceAsStream("/friday/hikaricp-rules.yml")) {
			Files.write(file, Objects.requireNonNull(rules).readAllBytes());
		}
		return file;
	}

}
