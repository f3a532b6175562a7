package io.github.connectionpool.endpoint;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.database.ConnectionLimit;
import io.github.connectionpool.database.Known;
import io.github.connectionpool.database.ServerReading;

/**
 * What can be said of one pool beside its checkouts.
 */
final class PoolParts {

	private final Pool pool;

	private final Knowledge knowledge;

	PoolParts(Pool pool, Knowledge knowledge) {
		this.pool = pool;
		this.knowledge = knowledge;
	}

	@Nullable DatabaseView database() {
		return DatabaseView.of(this.knowledge.ends().server(this.pool), this.knowledge.ends().pooler(this.pool));
	}

	@Nullable PgBouncerView pgBouncer() {
		return PgBouncerView.of(this.knowledge.ends().console(this.pool),
				this.knowledge.ends().consolePools(this.pool));
	}

	List<TimeoutView> timeouts() {
		return this.knowledge.timeouts().of(this.pool).order().stream().map(TimeoutView::of).toList();
	}

	/** The capacity that what was measured needs, null before there is anything. */
	@Nullable PlanView measuredPlan() {
		try {
			return (this.pool.held().recent().count() > 0) ? plan(Map.of()) : null;
		}
		catch (IllegalArgumentException ex) {
			// more than can be planned for
			return null;
		}
	}

	/**
	 * The capacity that is needed.
	 * @throws IllegalArgumentException if a parameter is not allowed, or one is missing
	 * that was not measured either; the message is for whoever asked
	 */
	PlanView plan(Map<String, @Nullable String> given) {
		ServerReading server = server();
		ConnectionLimit limit = (server != null) ? server.limit() : null;
		Integer configured = this.knowledge.instances();
		Integer seen = (server != null) ? server.instances() : null;
		boolean isSeen = configured == null && seen != null && seen > 0;
		return PlanRequest.plan(given, this.pool, isSeen ? seen : configured,
				isSeen ? "the addresses that the server sees" : "connectionpool.fleet.instances",
				(limit != null && limit.connections() > 0) ? limit.connections() : null);
	}

	String pgBouncerIni(Map<String, @Nullable String> given) {
		return plan(given).statement();
	}

	private @Nullable ServerReading server() {
		Known<ServerReading> known = this.knowledge.ends().server(this.pool);
		return (known != null) ? known.value() : null;
	}

}
