package io.github.connectionpool.internal.pgbouncer.hazard;

import io.github.connectionpool.report.Finding.Severity;

/**
 * A use of session state, which breaks where a pooler gives the server connection to
 * another client after each transaction. A hazard is critical if answers are silently
 * wrong or if clients are not kept apart, and a warning if the damage is visible or
 * small.
 */
enum SessionHazard {

	/** {@code SET} without {@code LOCAL}. */
	SESSION_SET("pgbouncer-session-set", Severity.CRITICAL, "SET of the session",
			"The setting stays on the server connection: other clients run with it, and this one loses it with the next"
					+ " transaction.",
			"Use SET LOCAL in the transaction that needs it, or ALTER ROLE ... SET for settings that always hold."),

	/** {@code RESET} and {@code DISCARD}. */
	SESSION_RESET("pgbouncer-session-reset", Severity.WARNING, "RESET or DISCARD of the session",
			"It resets whichever server connection it happens to run on, and not the one that was changed.",
			"Use SET LOCAL, which ends with the transaction and needs no reset."),

	/** {@code SET ROLE} and {@code SET SESSION AUTHORIZATION}. */
	ROLE("pgbouncer-session-role", Severity.CRITICAL, "SET ROLE",
			"Other clients run with this role's rights, and this client with those of another.",
			"Use SET LOCAL ROLE in the transaction, or a pool with a user of its own for each role."),

	/** {@code set_config(..., false)}. */
	SET_CONFIG("pgbouncer-set-config", Severity.CRITICAL, "set_config(..., false)",
			"The setting, such as a tenant's id, stays on the server connection: other clients work with it, and this"
					+ " one with theirs.",
			"Use set_config(..., true) in the transaction that needs it."),

	/** {@code setSchema} and {@code SET search_path}. */
	SCHEMA("pgbouncer-schema", Severity.CRITICAL, "a change of the schema (search_path)",
			"Other clients read and write this one's schema, and this one theirs.",
			"Use SET LOCAL search_path in each transaction, qualified names, or ALTER ROLE ... SET search_path."),

	/**
	 * {@code setTransactionIsolation}, which changes the session, not the transaction.
	 */
	TRANSACTION_ISOLATION("pgbouncer-transaction-isolation", Severity.CRITICAL,
			"a change of the session's transaction isolation",
			"Other clients' transactions run with it, and this one's may run without it.",
			"Use SET TRANSACTION ISOLATION LEVEL as a transaction's first statement instead of"
					+ " @Transactional(isolation = ...), or ALTER ROLE ... SET default_transaction_isolation."),

	/** Advisory locks that are held beyond the transaction. */
	ADVISORY_LOCK("pgbouncer-advisory-lock", Severity.CRITICAL, "a session's advisory lock",
			"There is no mutual exclusion: a client on the same server connection gets the same lock again, and an"
					+ " unlock on another one leaves it locked.",
			"Use pg_advisory_xact_lock or pg_try_advisory_xact_lock, which end with the transaction."),

	/** Temporary tables that outlive the transaction. */
	TEMPORARY_TABLE("pgbouncer-temporary-table", Severity.CRITICAL, "a temporary table",
			"It stays on the server connection: other clients read it and stumble over its name, and this one may not"
					+ " find it again.",
			"Use CREATE TEMPORARY TABLE ... ON COMMIT DROP, and use it in that transaction only."),

	/** {@code LISTEN} and {@code UNLISTEN}. */
	LISTEN("pgbouncer-listen", Severity.WARNING, "LISTEN or UNLISTEN",
			"Notifications go to whichever client has the server connection then, which drops them.",
			"Listen on a connection of its own that goes to PostgreSQL directly, not through PgBouncer and not from"
					+ " this pool; NOTIFY may stay."),

	/** Cursors that outlive the transaction. */
	WITH_HOLD("pgbouncer-with-hold", Severity.WARNING, "a cursor WITH HOLD",
			"Other clients can fetch from it, and this one may not find it again (34000).",
			"Fetch within the transaction (setFetchSize without auto-commit), or read page by page by a key."),

	/** {@code PREPARE}, {@code EXECUTE} and {@code DEALLOCATE} as SQL. */
	SQL_PREPARE("pgbouncer-sql-prepare", Severity.CRITICAL, "PREPARE, EXECUTE or DEALLOCATE as SQL",
			"The statement belongs to the server connection: other clients run it by its name, and this one may not find"
					+ " it (26000) or run another's. PgBouncer does not track these, whatever max_prepared_statements"
					+ " is.",
			"Use java.sql.PreparedStatement, which PgBouncer tracks from 1.21 on."),

	/** {@code LOAD} of a library. */
	LOAD("pgbouncer-load", Severity.WARNING, "LOAD", "The library is there on one server connection only.",
			"Name it in session_preload_libraries of the server, or of the role."),

	/** {@code currval} and {@code lastval}. */
	SEQUENCE_VALUE("pgbouncer-sequence-value", Severity.CRITICAL, "currval or lastval",
			"Unless nextval ran in the same transaction, it gives another client's value, or none (55000).",
			"Use INSERT ... RETURNING, getGeneratedKeys, or the value that nextval gave."),

	/** Statements that the driver prepares on the server. */
	PREPARED_STATEMENTS("pgbouncer-prepared-statements", Severity.CRITICAL,
			"statements that the driver prepares on the server",
			"Their names (S_1, S_2, ...) are the same in each client, so one client's statement runs in place of"
					+ " another's: wrong answers without an error, beside 42P05, 26000 and 08P01.",
			"Add prepareThreshold=0 to the JDBC URL, or use PgBouncer 1.21 or later with max_prepared_statements=200.");

	private final String id;

	private final Severity severity;

	private final String seen;

	private final String harm;

	private final String fix;

	SessionHazard(String id, Severity severity, String seen, String harm, String fix) {
		this.id = id;
		this.severity = severity;
		this.seen = seen;
		this.harm = harm;
		this.fix = fix;
	}

	/**
	 * Which finding it is.
	 * @return the same from release to release, as {@code pgbouncer-listen}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * How bad it is where server connections are shared.
	 * @return the severity
	 */
	public Severity severity() {
		return this.severity;
	}

	/**
	 * The way it was seen.
	 * @return a few words for the middle of a sentence
	 */
	public String seen() {
		return this.seen;
	}

	/**
	 * The consequence.
	 * @return a sentence or two
	 */
	public String harm() {
		return this.harm;
	}

	/**
	 * What to change.
	 * @return the code or the property, in a sentence
	 */
	public String fix() {
		return this.fix;
	}

}
