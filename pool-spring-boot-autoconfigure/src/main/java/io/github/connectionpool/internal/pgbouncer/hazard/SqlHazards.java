package io.github.connectionpool.internal.pgbouncer.hazard;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.sql.SqlStatements;
import io.github.connectionpool.internal.sql.SqlToken.Kind;
import io.github.connectionpool.internal.sql.SqlToken;

/**
 * Tells by its text whether SQL relies on the session. Of several statements in one text
 * each is looked at. Linear in the length of the text, of which the first
 * {@value #LONGEST} characters are read; takes any text.
 * <p>
 * Not seen is what the text does not show: what functions, procedures, triggers and
 * {@code DO} blocks do inside, and whether {@code set_config} is local where a parameter
 * says so.
 */
final class SqlHazards {

	static final int LONGEST = 16_384;

	/** How many tokens of a call's arguments are read, since calls nest. */
	private static final int MOST_OF_ARGUMENTS = 100;

	/** PgBouncer follows these itself, in all versions. */
	private static final Set<String> TRACKED = Set.of("timezone", "application_name", "client_encoding", "datestyle",
			"standard_conforming_strings");

	/** To set these changes the transaction only. */
	private static final Set<String> OF_THE_TRANSACTION = Set.of("transaction_isolation", "transaction_read_only",
			"transaction_deferrable");

	private static final Set<String> ADVISORY_LOCKS = Set.of("pg_advisory_lock", "pg_advisory_lock_shared",
			"pg_try_advisory_lock", "pg_try_advisory_lock_shared", "pg_advisory_unlock", "pg_advisory_unlock_shared",
			"pg_advisory_unlock_all");

	/** As PostgreSQL reads a boolean. */
	private static final Set<String> FALSE = Set.of("false", "f", "fa", "fal", "fals", "no", "n", "off", "of", "0");

	/** The words that can follow a table that has the name {@code temp}. */
	private static final Set<String> AFTER_INTO_A_TABLE = Set.of("from", "where", "group", "having", "order", "limit",
			"offset", "fetch", "for", "union", "except", "intersect", "window");

	private final List<SqlToken> tokens;

	private final Set<SessionHazard> found;

	private SqlHazards(List<SqlToken> tokens, Set<SessionHazard> found) {
		this.tokens = tokens;
		this.found = found;
	}

	/**
	 * What a text relies on.
	 * @param sql one statement or several; need not be valid
	 * @return empty for most texts; a set of its own
	 */
	static Set<SessionHazard> of(String sql) {
		Set<SessionHazard> found = EnumSet.noneOf(SessionHazard.class);
		SqlStatements statements = new SqlStatements(sql, Math.min(sql.length(), LONGEST));
		for (List<SqlToken> statement = statements.next(); statement != null; statement = statements.next()) {
			SqlHazards hazards = new SqlHazards(statement, found);
			if (hazards.look()) {
				break;
			}
		}
		return found;
	}

	/** Looks at the statement; whether all that follows belongs to it. */
	private boolean look() {
		int start = 0;
		while (isOther(start, '(') || isOther(start, '{')) {
			start++;
		}
		switch (word(start)) {
			case "set" -> set(start + 1);
			case "reset" -> reset(start + 1);
			case "discard" -> when(isName(start + 1) && !isWord(start + 1, "plans"), SessionHazard.SESSION_RESET);
			case "listen" -> when(isName(start + 1), SessionHazard.LISTEN);
			case "unlisten" -> when(isName(start + 1) || isOther(start + 1, '*'), SessionHazard.LISTEN);
			case "prepare" -> when(isName(start + 1) && !isWord(start + 1, "transaction"), SessionHazard.SQL_PREPARE);
			case "execute", "deallocate" -> when(isName(start + 1), SessionHazard.SQL_PREPARE);
			case "load" -> when(isLiteral(start + 1), SessionHazard.LOAD);
			case "declare" -> when(isHeld(start + 1), SessionHazard.WITH_HOLD);
			case "create" -> {
				return create(start + 1);
			}
			case "alter", "comment" -> {
				// what they name is not run
				return false;
			}
			default -> when(selectsIntoTemporary(), SessionHazard.TEMPORARY_TABLE);
		}
		calls(start);
		return false;
	}

	private void set(int at) {
		if (isWord(at, "local") || isWord(at, "transaction") || isWord(at, "constraints")) {
			return;
		}
		int name = isWord(at, "session") ? at + 1 : at;
		if (!isName(name)) {
			return;
		}
		String setting = setting(name);
		switch (setting) {
			case "characteristics" ->
				when(true, isIsolation(name) ? SessionHazard.TRANSACTION_ISOLATION : SessionHazard.SESSION_SET);
			case "authorization", "role" -> when(true, SessionHazard.ROLE);
			case "schema", "search_path" -> when(true, SessionHazard.SCHEMA);
			case "default_transaction_isolation" -> when(true, SessionHazard.TRANSACTION_ISOLATION);
			default ->
				when(!TRACKED.contains(setting) && !OF_THE_TRANSACTION.contains(setting), SessionHazard.SESSION_SET);
		}
	}

	private void reset(int at) {
		if (!isName(at)) {
			return;
		}
		String setting = setting(isWord(at, "session") ? at + 1 : at);
		when(!TRACKED.contains(setting), (setting.equals("role") || setting.equals("authorization"))
				? SessionHazard.ROLE : SessionHazard.SESSION_RESET);
	}

	/** The setting's name; of {@code tenants.current} the first part. */
	private String setting(int at) {
		if (isWord(at, "names")) {
			return "client_encoding";
		}
		if (isWord(at, "time") && isWord(at + 1, "zone")) {
			return "timezone";
		}
		SqlToken token = token(at);
		return (token != null && token.isName() && !isOther(at + 1, '.')) ? token.text().toLowerCase(Locale.ROOT) : "";
	}

	private boolean isIsolation(int from) {
		for (int i = from; i < this.tokens.size(); i++) {
			if (isWord(i, "isolation")) {
				return true;
			}
		}
		return false;
	}

	private boolean isHeld(int from) {
		for (int i = from; i < this.tokens.size() && !isWord(i, "for"); i++) {
			if (isWord(i, "with") && isWord(i + 1, "hold")) {
				return true;
			}
		}
		return false;
	}

	private boolean create(int from) {
		int at = from;
		boolean temporary = false;
		while (isWord(at, "or") || isWord(at, "replace") || isWord(at, "global") || isWord(at, "local")
				|| isTemporary(at)) {
			temporary |= isTemporary(at);
			at++;
		}
		boolean table = isWord(at, "table") || isWord(at, "unlogged") || isWord(at, "materialized");
		int query = -1;
		boolean dropped = false;
		for (int i = at; i < this.tokens.size(); i++) {
			temporary |= isWord(i, "pg_temp") && isOther(i + 1, '.') && query < 0;
			dropped |= isWord(i, "on") && isWord(i + 1, "commit") && isWord(i + 2, "drop");
			if (isWord(i, "begin") && isWord(i + 1, "atomic")) {
				return true;
			}
			if (table && query < 0 && isWord(i, "as") && startsQuery(i + 1)) {
				query = i;
			}
		}
		when(temporary && !dropped, SessionHazard.TEMPORARY_TABLE);
		if (query >= 0) {
			when(isWord(query + 1, "execute"), SessionHazard.SQL_PREPARE);
			calls(query);
		}
		return false;
	}

	private boolean startsQuery(int at) {
		return isWord(at, "select") || isWord(at, "with") || isWord(at, "execute") || isOther(at, '(');
	}

	private boolean selectsIntoTemporary() {
		for (int i = 1; i < this.tokens.size(); i++) {
			if (isWord(i, "into") && !isWord(i - 1, "insert") && !isWord(i - 1, "merge")) {
				int at = (isWord(i + 1, "local") || isWord(i + 1, "global")) ? i + 2 : i + 1;
				if (isTemporary(at) && isName(at + 1) && !AFTER_INTO_A_TABLE.contains(word(at + 1))) {
					return true;
				}
			}
		}
		return false;
	}

	private boolean isTemporary(int at) {
		return isWord(at, "temp") || isWord(at, "temporary");
	}

	private void calls(int from) {
		for (int i = from; i + 1 < this.tokens.size(); i++) {
			if (isName(i) && isOther(i + 1, '(') && isOfTheServer(i)) {
				call(this.tokens.get(i).text(), i + 2);
			}
		}
	}

	/** Whether it is no function of the same name in a schema of the application's. */
	private boolean isOfTheServer(int at) {
		return !isOther(at - 1, '.') || isWord(at - 2, "pg_catalog");
	}

	private void call(String function, int arguments) {
		if (ADVISORY_LOCKS.contains(function)) {
			when(true, SessionHazard.ADVISORY_LOCK);
		}
		else if (function.equals("currval") || function.equals("lastval")) {
			when(true, SessionHazard.SEQUENCE_VALUE);
		}
		else if (function.equals("set_config")) {
			when(!isTracked(arguments) && isThirdFalse(arguments), SessionHazard.SET_CONFIG);
		}
	}

	private boolean isTracked(int at) {
		return isLiteral(at) && TRACKED.contains(this.tokens.get(at).text().toLowerCase(Locale.ROOT));
	}

	private boolean isThirdFalse(int from) {
		int depth = 0;
		int commas = 0;
		int end = Math.min(this.tokens.size(), from + MOST_OF_ARGUMENTS);
		for (int i = from; i < end && depth >= 0; i++) {
			SqlToken token = this.tokens.get(i);
			if (token.kind() == Kind.OTHER) {
				depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
				commas += (depth == 0 && token.is(',')) ? 1 : 0;
			}
			else if (commas == 2 && FALSE.contains(token.text().toLowerCase(Locale.ROOT))) {
				return token.kind() == Kind.LITERAL || token.isWord("false");
			}
		}
		return false;
	}

	private void when(boolean holds, SessionHazard hazard) {
		if (holds) {
			this.found.add(hazard);
		}
	}

	private @Nullable SqlToken token(int at) {
		return (at >= 0 && at < this.tokens.size()) ? this.tokens.get(at) : null;
	}

	/** The word there, nothing if there is none. */
	private String word(int at) {
		SqlToken token = token(at);
		return (token != null && token.kind() == Kind.WORD) ? token.text() : "";
	}

	private boolean isWord(int at, String word) {
		SqlToken token = token(at);
		return token != null && token.isWord(word);
	}

	private boolean isName(int at) {
		SqlToken token = token(at);
		return token != null && token.isName();
	}

	private boolean isLiteral(int at) {
		SqlToken token = token(at);
		return token != null && token.kind() == Kind.LITERAL;
	}

	private boolean isOther(int at, char other) {
		SqlToken token = token(at);
		return token != null && token.is(other);
	}

}
