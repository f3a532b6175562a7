package io.github.connectionpool.internal.pooler;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pooler.Pooler.Presence;

/**
 * Gathers evidence for a pooler between a pool and PostgreSQL. The process the driver was
 * told when it connected is not the one that answers: there is one. That it shares
 * servers is proven if one client connection is served by two sessions outside of a
 * transaction, or two by the same session while both are alive. In session mode a client
 * has one session of its own until it disconnects. That nothing of this is seen proves
 * nothing. Not thread-safe, but for {@link #pooler}.
 */
public final class PoolerDetection {

	private static final int MOST_REMEMBERED = 64;

	private static final String ANNOUNCED = "pgbouncer.";

	private record Seen(WeakReference<Connection> client, ServerSession session) {
	}

	/** The oldest first. */
	private final Deque<Seen> seen = new ArrayDeque<>();

	private @Nullable String proof;

	private volatile Pooler pooler = Pooler.UNKNOWN;

	/** The present state of knowledge. From any thread. */
	public Pooler pooler() {
		return this.pooler;
	}

	/** Whether there is a pooler of which it is not known whether it shares servers. */
	public boolean needsProof() {
		return this.pooler.presence() == Presence.SOME && this.pooler.sharesServers() == null;
	}

	/** A session has answered on a connection, outside of a transaction. */
	public void answered(Connection connection, ServerSession session) {
		Connection client = PgDriver.physical(connection);
		Integer told = BackendPid.of(connection);
		if (client == null || told == null) {
			return;
		}
		if (told == session.pid()) {
			this.seen.clear();
			this.proof = null;
			this.pooler = new Pooler(Presence.NONE, null, null, null, null,
					"The process that answers, " + session.pid() + ", is the one the driver was told.");
			return;
		}
		remember(client, session);
		Pooler announced = announced(PgDriver.parameterStatuses(connection));
		this.pooler = (announced != null) ? announced : unannounced(told, session);
	}

	/**
	 * Two connections have been held at once, and have answered in this order.
	 * @param first what the first has answered before
	 * @param second what the second has answered
	 * @param firstAgain what the first has answered after, so that it was alive meanwhile
	 */
	public void answeredTogether(ServerSession first, ServerSession second, ServerSession firstAgain) {
		if (needsProof() && first.equals(firstAgain) && first.equals(second)) {
			proven("The same process, " + first.pid() + ", has served two connections that were open at once.");
		}
	}

	private void remember(Connection client, ServerSession session) {
		this.seen.removeIf((other) -> other.client.get() == null);
		for (Seen other : this.seen) {
			if (other.client.refersTo(client) && session.isAnotherOfTheServerOf(other.session)) {
				this.proof = "One connection has been served by the processes " + other.session.pid() + " and "
						+ session.pid() + ", one after the other.";
			}
		}
		this.seen.removeIf((other) -> other.client.refersTo(client));
		if (this.seen.size() == MOST_REMEMBERED) {
			this.seen.removeFirst();
		}
		this.seen.addLast(new Seen(new WeakReference<>(client), session));
	}

	private Pooler unannounced(int told, ServerSession session) {
		String evidence = "The process that answers, " + session.pid() + ", is not the one the driver was told, " + told
				+ ".";
		Pooler some = new Pooler(Presence.SOME, null, null, null, null, evidence);
		return (this.proof != null) ? shared(some, this.proof) : some;
	}

	private void proven(String proof) {
		this.proof = proof;
		this.pooler = shared(this.pooler, proof);
	}

	private static Pooler shared(Pooler some, String proof) {
		return new Pooler(some.presence(), true, null, null, null, some.evidence() + " " + proof);
	}

	/** PgBouncer from 1.26 on says what it is when a client connects. */
	private static @Nullable Pooler announced(@Nullable Map<?, ?> parameters) {
		Object version = (parameters != null) ? parameters.get(ANNOUNCED + "version") : null;
		if (parameters == null || version == null) {
			return null;
		}
		PoolMode mode = PoolMode.of(Objects.toString(parameters.get(ANNOUNCED + "pool_mode"), null));
		return new Pooler(Presence.PGBOUNCER, (mode != null) ? mode.sharesServers() : null, mode,
				integer(Objects.toString(parameters.get(ANNOUNCED + "max_prepared_statements"), null)),
				version.toString(), "PgBouncer has said so itself when the pool connected.");
	}

	private static @Nullable Integer integer(@Nullable String number) {
		try {
			return (number != null) ? Integer.valueOf(number) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
