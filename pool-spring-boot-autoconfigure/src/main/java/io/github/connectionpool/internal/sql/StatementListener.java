package io.github.connectionpool.internal.sql;

/**
 * Is called for every statement, on the thread that runs it. An implementation must be
 * thread-safe, quick and never throw.
 */
public interface StatementListener {

	/**
	 * A statement has been prepared, or is about to run without having been prepared.
	 * @param sql its text
	 * @param prepared whether it has been prepared
	 */
	void statement(String sql, boolean prepared);

	/**
	 * A call is about to change the state of the session without SQL text of the
	 * application.
	 * @param method name of the method of {@link java.sql.Connection}, such as {@code
	 * setSchema}
	 */
	void sessionCall(String method);

}
