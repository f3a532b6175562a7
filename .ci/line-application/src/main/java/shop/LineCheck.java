package shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.json.JsonParser;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the shop, with a batch job if asked to, uses each feature, and writes what the
 * answers say, without what differs from run to run.
 */
public final class LineCheck {

	/** Their content depends on the times of samples. */
	private static final List<String> SAMPLED = List.of(".load.", ".history.", ".timing.", ".plan.");

	private static final String BATCH = "batch";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final JsonParser JSON = JsonParserFactory.getJsonParser();

	private final List<String> lines = new ArrayList<>();

	private String base = "";

	public static void main(String[] args) throws Exception {
		LineCheck check = new LineCheck();
		check.run(args[0], "--spring.batch.job.enabled=" + args[0].equals(BATCH));
		Files.write(Path.of(args[1]), check.lines);
		System.exit(0);
	}

	private void run(String name, String... args) throws Exception {
		Shop.LOST.clear();
		// not on this thread, for that of a job that is done has ended
		CompletableFuture<ConfigurableApplicationContext> start = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				start.complete(SpringApplication.run(Shop.class, args));
			}
			catch (Throwable ex) {
				start.completeExceptionally(ex);
			}
		}, "start");
		thread.start();
		thread.join();
		try (ConfigurableApplicationContext context = start.get()) {
			this.base = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
			this.lines.add("== " + name);
			text("hikari", get("/hikari"));
			text("orders", get("/orders"));
			if (!name.equals(BATCH)) {
				text("leak", get("/leak"));
			}
			awaitLeak();
			String pool = "/actuator/connectionpool/dataSource";
			json("pools", get("/actuator/connectionpool"));
			json("pool", get(pool));
			json("limit", get(pool + "?limit=1"));
			json("malformed limit", get(pool + "?limit=few"));
			json("no pool", get("/actuator/connectionpool/none"));
			json("snapshot", get(pool + "/snapshot.json"));
			json("plan", get(pool + "/plan?instances=4"));
			json("no part", get(pool + "/none"));
			json("health", get("/actuator/health/connectionPool"));
			page(send(request(pool).header("Accept", "text/html").GET()));
			page(send(request("/actuator/connectionpool").header("Accept", "text/html").GET()));
			report(send(request(pool).header("Accept", "text/plain").GET()));
			json("capture", send(request(pool).header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{\"captureStack\":\"always\",\"for\":\"2m\"}"))));
			meters(get("/actuator/prometheus").body());
			String id = String.valueOf(checkouts(get(pool).body()).get(0).get("id"));
			json("evict", send(request(pool + "/" + id).DELETE()));
			json("evicted", get(pool));
		}
	}

	private void awaitLeak() throws Exception {
		Instant end = Instant.now().plus(Duration.ofSeconds(60));
		while (true) {
			List<Map<String, Object>> checkouts = checkouts(get("/actuator/connectionpool/dataSource").body());
			// the JPA session and the job return theirs by themselves
			if (checkouts.size() == 1 && "LEAKED".equals(checkouts.get(0).get("verdict"))) {
				return;
			}
			if (Instant.now().isAfter(end)) {
				throw new IllegalStateException("No verdict of a leak, but " + checkouts);
			}
			Thread.sleep(100);
		}
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> checkouts(String pool) {
		return (List<Map<String, Object>>) JSON.parseMap(pool).getOrDefault("checkouts", List.of());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.base + path));
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send(request(path).GET());
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private void text(String name, HttpResponse<String> answer) {
		this.lines.add(name + ": " + answer.statusCode() + " " + answer.body());
	}

	private void json(String name, HttpResponse<String> answer) {
		this.lines.add(name + ": " + answer.statusCode() + " " + type(answer));
		TreeSet<String> paths = new TreeSet<>();
		flatten(name, JSON.parseMap(answer.body()), paths);
		this.lines.addAll(paths);
	}

	private static void flatten(String path, Object value, TreeSet<String> paths) {
		// Spring Boot's own groups, which 4.0 has switched on; a thread that serves a request meanwhile
		if (path.startsWith("health.groups") || path.matches(".*(thread\\.(place|state)|whereabouts.*)") || SAMPLED.stream().anyMatch((part) -> path.contains(part))) {
			return;
		}
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, child) -> flatten(path + "." + key, child, paths));
			SAMPLED.stream()
				.filter((part) -> (path + ".").endsWith(part))
				.forEach((part) -> paths.add(path + " has " + new TreeSet<Object>(map.keySet())));
		}
		else if (value instanceof List<?> list) {
			int index = 0;
			for (Object child : list) {
				// frames of the application only: the others are those of the line
				if (!(path.toLowerCase(Locale.ROOT).endsWith("stack") && !String.valueOf(child).startsWith("shop."))) {
					flatten(path + "[" + index++ + "]", child, paths);
				}
			}
		}
		else if (value instanceof Number number && !path.matches(".*(max|min|active|leaked|pending)")) {
			paths.add(path + " = number");
		}
		else {
			paths.add(path + " = " + ((value instanceof Number) ? value : stable(String.valueOf(value))));
		}
	}

	/** Numbers in texts are times and the like, but for those of a line of the application. */
	private static String stable(String text) {
		return text.matches("shop\\..*\\(.*\\)") ? text
				: text.replaceAll("\\d+([.,]\\d+)*( (ms|s|min))?", "N").replaceAll("[-0-9a-f]{36}", "id");
	}

	private void page(HttpResponse<String> answer) {
		this.lines.add("page: " + answer.statusCode() + " " + type(answer));
		this.lines.add("page has its pool: " + answer.body().contains("dataSource"));
		this.lines.add("page has the line: " + answer.body().contains("Shop.java"));
		this.lines.add("page is whole: " + answer.body().strip().endsWith("</html>"));
	}

	private void report(HttpResponse<String> answer) {
		this.lines.add("report: " + answer.statusCode() + " " + type(answer) + " " + answer.body().contains("LEAKED"));
	}

	private static String type(HttpResponse<String> answer) {
		return answer.headers().firstValue("Content-Type").orElse("no type");
	}

	private void meters(String meters) {
		TreeSet<String> names = new TreeSet<>();
		meters.lines()
			.filter((line) -> line.startsWith("connectionpool") || line.startsWith("hikaricp")
					|| line.startsWith("jdbc_connections"))
			.forEach((line) -> names.add("meter " + line.replaceAll(" \\S+$", "").replaceAll("le=\"[^\"]*\"", "le")));
		this.lines.addAll(names);
	}

}
