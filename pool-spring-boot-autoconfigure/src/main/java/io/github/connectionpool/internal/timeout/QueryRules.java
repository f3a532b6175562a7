package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.Finding.Severity;
import io.github.connectionpool.report.Finding;

/**
 * The rules for queries, for their transactions, and for the network.
 */
record QueryRules(EffectiveTimeouts timeouts, Consumer<Finding> findings) {

	private static final String IDLE_IN_TRANSACTION = "idle_in_transaction_session_timeout";

	void apply() {
		Timeout socket = this.timeouts.driver(DriverTimeouts.SOCKET);
		Timeout shortest = this.timeouts.shortestQuery();
		if (shortest == null && (socket == null || socket.isUnlimited())) {
			noLimit(this.timeouts.statement());
		}
		if (socket != null) {
			network(socket, this.timeouts.longestQuery());
		}
		transaction(this.timeouts.spring(EffectiveTimeouts.TRANSACTION), this.timeouts.spring(EffectiveTimeouts.QUERY));
		idleInTransaction(this.timeouts.server(IDLE_IN_TRANSACTION), shortest);
	}

	/** Only where the server's limit is known, for it would be enough. */
	private void noLimit(@Nullable Timeout statement) {
		if (statement != null) {
			String limit = switch (statement.name()) {
				case "max_execution_time" -> "max_execution_time = 30000";
				case "max_statement_time" -> "max_statement_time = 30";
				default ->
					"statement_timeout = '30s' for the application's role (alter role ... set statement_timeout)";
			};
			add("timeout-query-missing", Severity.WARNING,
					"Nothing ends a query: neither " + statement.name() + " nor " + EffectiveTimeouts.QUERY + " nor "
							+ EffectiveTimeouts.TRANSACTION
							+ " is set. A few queries that went wrong can keep all connections.",
					"Set " + EffectiveTimeouts.QUERY + "=30s, and on the server " + limit
							+ ", which also ends queries that do not go through JdbcTemplate.");
		}
	}

	private void network(Timeout socket, @Nullable Timeout query) {
		String fix = this.timeouts.setDriver(DriverTimeouts.SOCKET,
				RecommendedTimeouts.socket((query != null) ? query.value() : null));
		if (socket.isUnlimited()) {
			add("timeout-socket-missing", Severity.WARNING, "The driver waits for the network without a limit ("
					+ socket.name()
					+ "). When a host dies or a firewall forgets a connection, the running query hangs for hours,"
					+ " with its connection and thread.", fix);
		}
		else if (query != null && Durations.atLeast(query.value(), socket.value())) {
			add("timeout-socket-below-query", Severity.WARNING,
					"The driver gives up before a query has run out, and throws the connection away while the server"
							+ " goes on: " + socket.named() + " against " + query.named() + ".",
					fix);
		}
	}

	/** In a transaction Spring gives a query the remaining time of the transaction. */
	private void transaction(Timeout transaction, Timeout query) {
		if (!transaction.isUnlimited() && !query.isUnlimited() && transaction.value().compareTo(query.value()) < 0) {
			add("timeout-transaction-below-query", Severity.WARNING,
					"A transaction ends before a query in it has run out: " + transaction.named() + " against "
							+ query.named() + ".",
					"Set " + EffectiveTimeouts.TRANSACTION + "=" + Durations.seconds(query.value().multipliedBy(2))
							+ "s, or lower " + EffectiveTimeouts.QUERY + ".");
		}
	}

	private void idleInTransaction(@Nullable Timeout idle, @Nullable Timeout query) {
		if (idle == null) {
			return;
		}
		if (idle.isUnlimited()) {
			if (EffectiveTimeouts.shortest(Stream.of(this.timeouts.pgbouncer("idle_transaction_timeout"),
					this.timeouts.server("transaction_timeout"))) == null) {
				add("timeout-idle-in-transaction-missing", Severity.WARNING,
						"The server lets a transaction that does nothing stay open for ever (" + idle.name()
								+ " is not set): it keeps its locks, and vacuum from cleaning up.",
						fixIdleInTransaction(RecommendedTimeouts.IDLE_IN_TRANSACTION));
			}
		}
		else if (query != null && idle.value().compareTo(query.value()) < 0) {
			Duration twice = query.value().multipliedBy(2);
			add("timeout-idle-in-transaction-below-query", Severity.INFO,
					"A transaction that waits for something else, be it a query on another connection, is cut off"
							+ " before that query has run out: " + idle.named() + " against " + query.named() + ".",
					fixIdleInTransaction((twice.compareTo(RecommendedTimeouts.IDLE_IN_TRANSACTION) > 0) ? twice
							: RecommendedTimeouts.IDLE_IN_TRANSACTION));
		}
	}

	private static String fixIdleInTransaction(Duration value) {
		return "Set " + IDLE_IN_TRANSACTION + " = '" + Durations.seconds(value)
				+ "s' for the application's role (alter role ... set " + IDLE_IN_TRANSACTION + ").";
	}

	private void add(String id, Severity severity, String evidence, String fix) {
		this.findings.accept(new Finding(id, severity, evidence, fix));
	}

}
