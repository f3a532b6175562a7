package io.github.connectionpool.internal.pooler;

/**
 * One session of a PostgreSQL server. Immutable.
 *
 * @param pid its process
 * @param serverStart when the server was started, as it says it: tells servers apart
 */
public record ServerSession(int pid, String serverStart) {

	/** Whether it is another session of the same server. */
	boolean isAnotherOfTheServerOf(ServerSession other) {
		return this.serverStart.equals(other.serverStart) && this.pid != other.pid;
	}

}
