package io.github.connectionpool.internal.checkout;

/**
 * Is told what is asked of the database, on the thread that asks. An implementation must
 * be thread-safe, quick and never throw.
 */
public interface StatementListener {

	/**
	 * A statement has been prepared, or is about to run without.
	 * @param pool the pool
	 * @param sql its text
	 * @param prepared whether it is prepared
	 */
	void statement(MonitoredPool pool, String sql, boolean prepared);

	/**
	 * A call changes the state of the session without an SQL text of the application's.
	 * @param pool the pool
	 * @param method name of the method of {@link java.sql.Connection}, as
	 * {@code setSchema}
	 */
	void sessionCall(MonitoredPool pool, String method);

}
