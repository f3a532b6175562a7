package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.timeout.PoolPropertyNames.Kind;
import io.github.connectionpool.report.Finding.Severity;
import io.github.connectionpool.report.Finding;

/**
 * The rules for borrowers that wait for a connection, and for connecting.
 */
record ConnectionRules(EffectiveTimeouts timeouts, Consumer<Finding> findings) {

	void apply() {
		Timeout wait = this.timeouts.pool(Kind.CONNECTION);
		if (wait != null) {
			waiting(wait, endOfQuery());
			validation(wait, this.timeouts.pool(Kind.VALIDATION));
		}
		Timeout connect = this.timeouts.driver(DriverTimeouts.CONNECT);
		if (connect != null) {
			connecting(connect, this.timeouts.shortestQuery());
		}
	}

	/** The driver's limit is none of queries, but it ends them, too. */
	private @Nullable Timeout endOfQuery() {
		Timeout query = this.timeouts.shortestQuery();
		return (query != null) ? query
				: EffectiveTimeouts.shortest(Stream.of(this.timeouts.driver(DriverTimeouts.SOCKET)));
	}

	private void waiting(Timeout wait, @Nullable Timeout query) {
		String fix = this.timeouts.set(Kind.CONNECTION,
				RecommendedTimeouts.connection((query != null) ? query.value() : null));
		if (wait.isUnlimited()) {
			add("timeout-connection-unlimited", Severity.CRITICAL, "Borrowers wait for ever, since " + wait.name()
					+ " sets no limit: once the pool is empty, every request that needs it hangs and keeps its thread.",
					fix);
		}
		else if (query != null && Durations.atLeast(wait.value(), query.value())) {
			add("timeout-connection-above-query", Severity.WARNING,
					"Borrowers wait as long as queries may run, or longer: " + wait.named() + " against "
							+ query.named()
							+ ". When queries get slow, the threads that wait for their connections pile up, and the"
							+ " whole application is slow.",
					fix);
		}
		else if (wait.value().compareTo(RecommendedTimeouts.CONNECTION) > 0) {
			if (this.timeouts.isEmbedded()) {
				// it keeps no borrower waiting for a network
				return;
			}
			// the product's default is no mistake of the application
			add("timeout-connection-long", (wait.source() == Timeout.Source.DEFAULT) ? Severity.INFO : Severity.WARNING,
					"Borrowers wait for up to " + wait.valueText() + " (" + wait.name()
							+ ((query != null) ? ", queries end after " + query.valueText() : "")
							+ "): the user has left the page by then, and the thread is kept all the same.",
					fix);
		}
		else if (query != null && wait.value().multipliedBy(2).compareTo(query.value()) > 0) {
			add("timeout-connection-near-query", Severity.INFO, "Borrowers wait nearly as long as queries may run: "
					+ wait.named() + " against " + query.named() + ". They should give up well before.", fix);
		}
	}

	private void validation(Timeout wait, @Nullable Timeout validation) {
		if (validation != null && !validation.isUnlimited() && !wait.isUnlimited()
				&& Durations.atLeast(validation.value(), wait.value())) {
			Duration half = Duration.ofMillis(Math.max(250, wait.value().toMillis() / 2));
			add("timeout-validation-above-connection", Severity.WARNING,
					"The validation of a dead connection may take all the time that a borrower has: "
							+ validation.named() + " against " + wait.named() + ".",
					this.timeouts.set(Kind.VALIDATION, half));
		}
	}

	private void connecting(Timeout connect, @Nullable Timeout query) {
		String fix = this.timeouts.setDriver(DriverTimeouts.CONNECT, RecommendedTimeouts.CONNECT);
		if (connect.isUnlimited()) {
			add("timeout-connect-missing", Severity.WARNING, "The driver tries to connect without a limit ("
					+ connect.name()
					+ "): a host that does not answer keeps the pool from filling up again until the network gives up.",
					fix);
		}
		else if (query != null && connect.value().compareTo(RecommendedTimeouts.CONNECT) > 0
				&& Durations.atLeast(connect.value(), query.value())) {
			add("timeout-connect-above-query", Severity.INFO, "Connecting may take as long as a query, or longer: "
					+ connect.named() + " against " + query.named() + ".", fix);
		}
	}

	private void add(String id, Severity severity, String evidence, String fix) {
		this.findings.accept(new Finding(id, severity, evidence, fix));
	}

}
