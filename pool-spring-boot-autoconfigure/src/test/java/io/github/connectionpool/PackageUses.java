package io.github.connectionpool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which packages of this project a package may use. {@link ArchitectureTests} holds each
 * package to it.
 */
final class PackageUses {

	private PackageUses() {
	}

	/**
	 * The table, from the bottom to the top.
	 * @return the packages that a package may use, by its name
	 */
	static Map<String, List<String>> all() {
		Map<String, List<String>> uses = new LinkedHashMap<>();
		uses.put("internal.text", List.of());
		uses.put("internal.capture", List.of("internal.text"));
		uses.put("internal.capture.learned", List.of("internal.capture"));
		uses.put("internal.sql", List.of("internal.text"));
		uses.put("report", List.of("internal.text"));
		uses.put("spi", List.of("report"));
		uses.put("internal.outage", List.of("internal.sql", "internal.text", "report"));
		uses.put("internal.pool", List.of("report"));
		uses.put("internal.thread", List.of());
		uses.put("internal.timing", List.of("report"));
		uses.put("internal.checkout", List.of("internal.capture", "internal.capture.learned", "internal.outage",
				"internal.pool", "internal.sql", "internal.text", "internal.thread", "internal.timing", "report"));
		uses.put("internal.recording",
				List.of("internal.checkout", "internal.pool", "internal.sql", "internal.text", "report"));
		uses.put("internal.jdbc",
				List.of("internal.checkout", "internal.outage", "internal.recording", "internal.text", "report"));
		uses.put("", List.of("internal.checkout", "internal.jdbc"));
		uses.put("internal.jdbc.hikari", List.of("internal.checkout", "internal.jdbc", "internal.recording"));
		uses.put("event", List.of("report"));
		uses.put("internal.executor", List.of());
		uses.put("internal.worker", List.of("internal.capture", "internal.checkout", "internal.thread", "report"));
		uses.put("internal.verdict", List.of("internal.capture", "internal.capture.learned", "internal.checkout",
				"internal.outage", "internal.text", "internal.worker", "report"));
		uses.put("internal.reclaim", List.of("internal.checkout", "internal.executor", "internal.pool", "internal.text",
				"internal.verdict", "report"));
		uses.put("internal.deadlock", List.of("internal.capture", "internal.checkout", "internal.reclaim",
				"internal.thread", "internal.verdict", "internal.worker", "report"));
		uses.put("internal.garbage", List.of("internal.executor"));
		uses.put("internal.load", List.of("internal.checkout", "internal.pool", "internal.sql", "internal.text",
				"internal.thread", "internal.worker", "report"));
		uses.put("internal.watch",
				List.of("internal.capture", "internal.checkout", "internal.deadlock", "internal.executor",
						"internal.load", "internal.garbage", "internal.outage", "internal.pool", "internal.reclaim",
						"internal.text", "internal.timing", "internal.verdict", "internal.worker", "report"));
		uses.put("internal.broadcast",
				List.of("internal.checkout", "internal.pool", "internal.recording", "internal.watch", "report"));
		uses.put("alert", List.of("event", "internal.checkout", "internal.pool", "internal.reclaim", "internal.text",
				"internal.verdict", "internal.watch", "report"));
		uses.put("internal.poll", List.of("internal.outage"));
		uses.put("internal.pooler", List.of());
		uses.put("internal.pgbouncer.console",
				List.of("internal.poll", "internal.pooler", "internal.sql", "internal.text"));
		uses.put("internal.pgbouncer.config", List.of("internal.sql", "internal.text"));
		uses.put("internal.pgbouncer.hazard", List.of("internal.capture", "internal.checkout",
				"internal.pgbouncer.config", "internal.pool", "internal.pooler", "internal.sql", "report"));
		uses.put("internal.server",
				List.of("internal.checkout", "internal.outage", "internal.pgbouncer.config",
						"internal.pgbouncer.console", "internal.pgbouncer.hazard", "internal.poll", "internal.pool",
						"internal.pooler", "internal.sql", "internal.text", "report"));
		uses.put("internal.sizing", List.of("internal.text"));
		uses.put("internal.timeout", List.of("internal.pool", "internal.sql", "internal.text", "report"));
		uses.put("internal.finding",
				List.of("internal.checkout", "internal.load", "internal.pgbouncer.console", "internal.poll",
						"internal.pool", "internal.pooler", "internal.server", "internal.sizing", "internal.text",
						"internal.timeout", "internal.timing", "internal.verdict", "internal.watch", "report"));
		uses.put("internal.markup", List.of("internal.text"));
		uses.put("internal.page", List.of("internal.capture", "internal.markup", "internal.pgbouncer.console",
				"internal.poll", "internal.pooler", "internal.server", "internal.text", "internal.timeout", "report"));
		uses.put("internal.answer", List.of("internal.capture", "internal.load", "internal.text"));
		uses.put("endpoint",
				List.of("internal.answer", "internal.capture", "internal.checkout", "internal.finding", "internal.load",
						"internal.page", "internal.pgbouncer.config", "internal.pgbouncer.console", "internal.poll",
						"internal.pool", "internal.pooler", "internal.reclaim", "internal.server", "internal.sizing",
						"internal.sql", "internal.text", "internal.timeout", "internal.timing", "internal.verdict",
						"internal.watch", "report"));
		uses.put("internal.health", List.of("internal.checkout", "internal.outage", "internal.pgbouncer.console",
				"internal.poll", "internal.pooler", "internal.server", "internal.timing", "internal.watch", "report"));
		uses.put("health", List.of("internal.checkout", "internal.health", "internal.server", "internal.timing",
				"internal.watch"));
		uses.put("internal.context",
				List.of("internal.checkout", "internal.jdbc", "internal.recording", "internal.text", "report", "spi"));
		uses.put("internal.defaults", List.of("internal.pool", "internal.sql", "internal.text", "internal.timeout"));
		uses.put("internal.trace", List.of("internal.checkout", "internal.executor", "internal.recording",
				"internal.text", "internal.watch", "report"));
		uses.put("internal.product.further", List.of("internal.pool", "internal.sql", "report"));
		uses.put("internal.product",
				List.of("internal.pool", "internal.product.further", "internal.text", "report", "spi"));
		uses.put("internal.boot", List.of());
		uses.put("internal.startup", List.of("internal.finding", "internal.poll", "internal.watch"));
		uses.put("metrics", List.of("internal.checkout", "internal.outage", "internal.pgbouncer.console",
				"internal.poll", "internal.server", "internal.text", "internal.timing", "internal.watch", "report"));
		uses.put("autoconfigure", List.of("alert", "endpoint", "health", "internal.answer", "internal.boot",
				"internal.broadcast", "internal.capture", "internal.checkout", "internal.context", "internal.defaults",
				"internal.finding", "internal.garbage", "internal.health", "internal.jdbc.hikari", "internal.jdbc",
				"internal.page", "internal.pgbouncer.console", "internal.poll", "internal.pool", "internal.pooler",
				"internal.product", "internal.reclaim", "internal.recording", "internal.server", "internal.sizing",
				"internal.sql", "internal.startup", "internal.text", "internal.timeout", "internal.timing",
				"internal.trace", "internal.verdict", "internal.watch", "metrics", "report", "spi"));
		return uses;
	}

}
