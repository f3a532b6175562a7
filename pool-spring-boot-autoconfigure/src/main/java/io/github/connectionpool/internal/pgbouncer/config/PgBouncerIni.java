package io.github.connectionpool.internal.pgbouncer.config;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.DurationText;

/**
 * Writes a {@code pgbouncer.ini} for an application, with a comment before each value
 * that says where it comes from. PgBouncer 1.18 and later start with it.
 */
public final class PgBouncerIni {

	/** HikariCP's default. */
	private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);

	/** HikariCP's default. */
	private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(30);

	/** PgBouncer's default. */
	private static final Duration SERVER_LIFETIME = Duration.ofHours(1);

	/** PgBouncer's default from 1.24 on. */
	private static final int PREPARED_STATEMENTS = 200;

	private static final int MIN_CLIENTS = 20;

	private static final int LONGEST_KEPT = 400;

	private final IniFacts facts;

	private final ServerShare share;

	private final IniText ini = new IniText();

	private PgBouncerIni(IniFacts facts) {
		this.facts = facts;
		this.share = ServerShare.of(facts);
	}

	/**
	 * Write the file.
	 * @param facts the known facts
	 * @return its text, in UTF-8 when it is written to a file; without passwords
	 */
	public static String of(IniFacts facts) {
		PgBouncerIni writer = new PgBouncerIni(facts);
		writer.head();
		writer.databases();
		writer.ini.section("pgbouncer");
		writer.access();
		writer.sizes();
		writer.timeouts();
		writer.protocol();
		return writer.ini.toString();
	}

	private void head() {
		this.ini.comment("pgbouncer.ini for one PgBouncer before this application's database. With several of them,"
				+ " share default_pool_size, reserve_pool_size, max_db_connections and max_client_conn out among"
				+ " them. Lines that begin with \"Assumed\" are unverified: check them first.");
	}

	private void databases() {
		this.ini.section("databases");
		JdbcTarget target = this.facts.target();
		if (target == null) {
			this.ini.value("app", "host=127.0.0.1 port=5432 dbname=app",
					"Assumed: the pool tells no JDBC URL of a PostgreSQL whose names this file can hold. Put in host,"
							+ " port and name of the database.");
			return;
		}
		String from = (this.facts.running() != null)
				? "From the pool's JDBC URL, which leads to the PgBouncer that runs now: put in the server's host and"
						+ " port."
				: "From the pool's JDBC URL (spring.datasource.url), whose host and port become PgBouncer's.";
		this.ini.value(key(target.database()), "host=" + IniText.connectionValue(target.host()) + " port="
				+ target.port() + " dbname=" + IniText.connectionValue(target.database()), from + keyNote(target));
	}

	private static String key(String database) {
		if (isConsole(database)) {
			return "app";
		}
		return IniText.isPlain(database) ? database : "*";
	}

	private static String keyNote(JdbcTarget target) {
		if (isConsole(target.database())) {
			return " Clients name it app, since pgbouncer is the name of the console.";
		}
		return IniText.isPlain(target.database()) ? ""
				: " PgBouncer 1.18 takes no such name to the left of the =, so any name leads there.";
	}

	private static boolean isConsole(String database) {
		return database.equals("pgbouncer");
	}

	private void access() {
		kept("listen_addr", "127.0.0.1", "Where clients connect to. Assumed: on this machine; put in the address that"
				+ " the instances reach, or * for all.");
		kept("listen_port", "6432", "PgBouncer's usual port.");
		kept("auth_type", "scram-sha-256", "As PostgreSQL does since version 14.");
		String user = (this.facts.user() != null) ? this.facts.user() : "the application's user";
		kept("auth_file", "/etc/pgbouncer/userlist.txt", "To be written by you, with a line for each user, as "
				+ IniText.userValue(user)
				+ " \"SCRAM-SHA-256$...\" with the secret from pg_authid; for the users below, too. No password is"
				+ " written here.");
		kept("admin_users", "pgbouncer_admin",
				"Roles that may PAUSE, RELOAD and the like on the console. Assumed: put in" + " yours.");
		kept("stats_users", "pgbouncer_monitor",
				"Roles that may read the console (SHOW POOLS), as this monitor does. Assumed:" + " put in yours.");
	}

	/** What the running one has is kept, if it has one. */
	private void kept(String key, String otherwise, String comment) {
		String running = this.facts.running(key);
		if (running != null && !running.isBlank() && running.length() <= LONGEST_KEPT && IniText.isOneLine(running)) {
			this.ini.value(key, running.strip(),
					comment.replace("Assumed: ", "If it is to change: ") + " Kept as the running PgBouncer has it.");
		}
		else {
			this.ini.value(key, otherwise, comment);
		}
	}

	private void sizes() {
		value("pool_mode", "transaction", "A server connection goes to the next client after each transaction, or a few"
				+ " could not serve many.");
		value("default_pool_size", this.share.pool(),
				wanted() + room() + " It counts for each pair of user and" + " database.");
		value("reserve_pool_size", this.share.reserve(),
				"A quarter more, for clients that have waited for" + " reserve_pool_timeout.");
		value("reserve_pool_timeout", 1, "Seconds. Well below query_wait_timeout, or the reserve would come too late.");
		value("max_db_connections", this.share.total(), "default_pool_size and reserve_pool_size together, however"
				+ " many users there are: the rest of the server's connections stays free.");
		value("max_client_conn", maxClients(), clients() + ", and a quarter more for restarts, at least " + MIN_CLIENTS
				+ ". PgBouncer needs as many open files, and those of max_db_connections (ulimit -n).");
	}

	private String wanted() {
		return (this.facts.serverConnections() != null)
				? "The capacity plan recommends " + this.share.wanted()
						+ " connections at work on the server (the part plan of the endpoint)."
				: "Assumed: " + this.share.wanted() + ", PgBouncer's own default or all that the instances can ask for;"
						+ " the parameters requestRate and holdMillis tell better.";
	}

	private String room() {
		String limit = (this.facts.serverLimit() != null)
				? " The server gives " + this.share.limit() + " (max_connections less the reserved ones)"
				: " Assumed: the server gives " + this.share.limit() + ", as PostgreSQL does by default (look at its"
						+ " max_connections)";
		String others = (this.facts.usedByOthers() != null) ? this.facts.usedByOthers() + " are in use by others"
				: "how many others use is not known";
		return limit + ", of which " + others + " and " + this.share.kept() + " are kept free"
				+ (this.share.isCut() ? ", which leaves no more than this." : ".");
	}

	private String clients() {
		return (this.facts.instances() != null)
				? this.facts.instances() + " instances × " + this.facts.poolMaximum()
						+ " connections each (connectionpool.fleet.instances, maximum-pool-size)"
				: "Assumed: 1 instance × " + this.facts.poolMaximum()
						+ " connections (maximum-pool-size); connectionpool.fleet.instances tells how many there are";
	}

	private long maxClients() {
		long clients = this.facts.clients();
		return Math.min(Integer.MAX_VALUE, Math.max(MIN_CLIENTS, clients + (clients + 3) / 4));
	}

	private void timeouts() {
		value("query_wait_timeout", queryWaitSeconds(), queryWait());
		Duration lifetime = limit(this.facts.maxLifetime());
		value("server_lifetime", serverLifetime().toSeconds(),
				"Seconds. Above the age at which the pool replaces its" + " connections, "
						+ ((lifetime != null) ? DurationText.exact(lifetime) + " (max-lifetime)"
								: "not known and assumed to be " + DurationText.exact(DEFAULT_LIFETIME)
										+ ", HikariCP's default")
						+ ", so that the two do not reconnect at the same time; at least PgBouncer's default.");
		value("server_idle_timeout", 600,
				"Seconds. PgBouncer's default: what a peak has opened is closed again, so that"
						+ " others can have it.");
		value("server_connect_timeout", 15, "Seconds. PgBouncer's default: a server that does not answer is given up.");
		value("client_idle_timeout", 0,
				"Off: the application's pool closes what it does not need; any other would close"
						+ " idle connections under it.");
		value("query_timeout", 0,
				"Off: the application's query timeout, " + time(this.facts.queryTimeout())
						+ ", and above it the server's statement_timeout, " + time(this.facts.statementTimeout())
						+ ", cancel the query; PgBouncer could only cut the connection.");
		value("idle_transaction_timeout", 0, "Off: the server's idle_in_transaction_session_timeout, "
				+ time(this.facts.idleInTransactionTimeout())
				+ ", ends forgotten transactions and says so; without one, each keeps a server connection from all"
				+ " clients, so set it there.");
	}

	private long queryWaitSeconds() {
		return Math.max(1, shortestWait().toSeconds() / 2);
	}

	/**
	 * Borrowers that wait for the pool give up then, and so do clients that wait for a
	 * query.
	 */
	private Duration shortestWait() {
		Duration connection = limit(this.facts.connectionTimeout());
		Duration query = limit(this.facts.queryTimeout());
		Duration wait = (connection != null) ? connection : DEFAULT_WAIT;
		return (query != null && query.compareTo(wait) < 0) ? query : wait;
	}

	private String queryWait() {
		Duration connection = limit(this.facts.connectionTimeout());
		Duration query = limit(this.facts.queryTimeout());
		String borrower = (connection != null) ? DurationText.exact(connection) + " (connection-timeout)"
				: DurationText.exact(DEFAULT_WAIT) + " (Assumed: HikariCP's default; connection-timeout tells)";
		String words = "Seconds. Half of the application's patience, which is " + borrower + " for a connection"
				+ ((query != null) ? " and " + DurationText.exact(query) + " for a query" : "")
				+ ". A client without a server connection fails first, with an error that says so (08P01). It"
				+ " returns its connection before borrowers give up. PgBouncer's default is 120.";
		return (queryWaitSeconds() * 2 > shortestWait().toSeconds())
				? words + " Less than a second makes no sense here: let the application wait for longer." : words;
	}

	private Duration serverLifetime() {
		Duration lifetime = limit(this.facts.maxLifetime());
		Duration twice = ((lifetime != null) ? lifetime : DEFAULT_LIFETIME).multipliedBy(2);
		return (twice.compareTo(SERVER_LIFETIME) > 0) ? twice : SERVER_LIFETIME;
	}

	private void protocol() {
		value("ignore_startup_parameters", "extra_float_digits",
				"The PostgreSQL JDBC driver sends it with each connect;" + " PgBouncer refuses what it does not know.");
		Integer statements = this.facts.preparedStatements();
		int tracked = Math.max(PREPARED_STATEMENTS, (statements != null) ? statements : 0);
		String known = this.facts.running("max_prepared_statements");
		if (known != null) {
			value("max_prepared_statements", tracked, "The driver prepares statements on the server, and the running"
					+ " PgBouncer can keep track of them for each client.");
		}
		else {
			this.ini.proposal("max_prepared_statements", tracked,
					"For PgBouncer 1.21 and later, which keep track of what the driver prepares on the server. An older"
							+ " one does not start with it: have prepareThreshold=0 in the JDBC URL until then"
							+ ((statements != null && statements == 0) ? ", as it seems to be already." : "."));
		}
	}

	private void value(String key, Object value, String comment) {
		String running = this.facts.running(key);
		boolean other = running != null && !running.equals(value.toString()) && running.length() <= LONGEST_KEPT
				&& IniText.isOneLine(running);
		this.ini.value(key, value, other ? comment + " The running PgBouncer has " + running + "." : comment);
	}

	/** A time that is known and limits something. */
	private static @Nullable Duration limit(@Nullable Duration duration) {
		return (duration != null && !duration.isZero() && !duration.isNegative()) ? duration : null;
	}

	private static String time(@Nullable Duration duration) {
		if (duration == null) {
			return "which is not known";
		}
		return (limit(duration) != null) ? DurationText.exact(duration) : "which is off";
	}

}
