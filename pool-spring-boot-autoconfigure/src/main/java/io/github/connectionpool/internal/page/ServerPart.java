package io.github.connectionpool.internal.page;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.pgbouncer.console.ConsolePool;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.server.ServerReading;
import io.github.connectionpool.internal.text.DurationText;

/**
 * The database server and PgBouncer, as they were read last.
 */
final class ServerPart {

	private ServerPart() {
	}

	static void write(Html html, PagePool pool) {
		LastReading<ServerReading> server = pool.ends().server();
		if (server == null && pool.ends().console() == null) {
			return;
		}
		Instant now = pool.snapshot().at();
		html.open("section", "id", "server", "aria-labelledby", "server-h");
		ServerReading reading = (server != null) ? server.value() : null;
		html.element("h2", title(server, reading, now), "id", "server-h");
		if (reading != null) {
			use(html, reading);
		}
		String problem = (server != null) ? problem(server, now) : null;
		if (problem != null) {
			html.element("p", problem, "class", "soft");
		}
		pooler(html, pool, now);
		html.close().newLine();
	}

	static String title(@Nullable LastReading<ServerReading> server, @Nullable ServerReading reading, Instant now) {
		if (server == null || reading == null) {
			return "Database server";
		}
		String version = (reading.version() != null) ? " " + firstWord(reading.version()) : "";
		return reading.product() + version
				+ ((server.readAt() != null) ? " · read " + Times.ago(server.readAt(), now) : "");
	}

	private static String firstWord(String text) {
		int space = text.indexOf(' ');
		return (space > 0) ? text.substring(0, space) : text;
	}

	private static void use(Html html, ServerReading reading) {
		Integer used = reading.used();
		Integer limit = (reading.limit() != null) ? reading.limit().connections() : null;
		int own = (reading.own() != null) ? reading.own() : 0;
		int others = (reading.others() != null) ? reading.others() : 0;
		if (used != null && limit != null && limit > 0) {
			html.open("svg", "class", "bar tall", "role", "img", "aria-label",
					used + " of " + limit + " connections used");
			html.open("rect", "class", "I", "width", "100%", "height", "100%").close();
			html.open("rect", "class", "H", "width", UsePart.percent((double) own / limit), "height", "100%").close();
			html.open("rect", "class", "A", "x", UsePart.percent((double) own / limit), "width",
					UsePart.percent((double) others / limit), "height", "100%")
				.close();
			html.close();
		}
		html.open("p", "class", "legend");
		if (reading.own() != null) {
			String instances = (reading.instances() != null && reading.instances() > 1)
					? " from " + reading.instances() + " addresses" : "";
			NowPart.entry(html, "H", Integer.toString(own), "this application" + instances);
			NowPart.entry(html, "A", Integer.toString(others), "others");
		}
		if (reading.limit() != null) {
			html.open("span").text("limit ").element("b", Integer.toString(reading.limit().connections()));
			html.text(" of " + reading.limit().owner()).close();
		}
		if (reading.idleInTransaction() != null && reading.idleInTransaction() > 0) {
			html.open("span")
				.element("b", Integer.toString(reading.idleInTransaction()))
				.text(" idle in a transaction")
				.close();
		}
		html.close();
	}

	static @Nullable String problem(LastReading<?> reading, Instant now) {
		if (reading.problem() == null) {
			return null;
		}
		return ((reading.unknownSince() != null) ? "Not read since " + Times.of(reading.unknownSince(), now) + ": "
				: "") + reading.problem();
	}

	private static void pooler(Html html, PagePool pool, Instant now) {
		Pooler pooler = pool.ends().pooler();
		if (pooler.presence() == Pooler.Presence.PGBOUNCER || pooler.presence() == Pooler.Presence.SOME) {
			html.open("p").element("b", name(pooler)).text(" " + pooler.evidence()).close();
		}
		pool.ends().pools().forEach((each) -> html.element("p", text(each)));
		LastReading<?> console = pool.ends().console();
		String problem = (console != null) ? problem(console, now) : null;
		if (problem != null) {
			html.element("p", problem, "class", "soft");
		}
	}

	static String name(Pooler pooler) {
		return ((pooler.presence() == Pooler.Presence.PGBOUNCER) ? "PgBouncer" : "A pooler")
				+ ((pooler.version() != null) ? " " + pooler.version() : "") + ((pooler.mode() != null)
						? ", " + pooler.mode().name().toLowerCase(java.util.Locale.ROOT) + " mode" : "")
				+ ".";
	}

	/** A pool of PgBouncer, for people. */
	static String text(ConsolePool pool) {
		String wait = (pool.clientsWaiting() > 0) ? ", the longest for " + DurationText.of(pool.maxWait()) : "";
		return pool.user() + "@" + pool.database() + ": " + pool.clientsActive() + " clients active, "
				+ pool.clientsWaiting() + " wait" + wait + "; " + pool.serversActive() + " servers in use, "
				+ pool.serversIdle() + " idle" + ((pool.poolSize() != null) ? ", of " + pool.poolSize() : "") + ".";
	}

}
