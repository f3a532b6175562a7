package io.github.connectionpool.evaluation.scenario.innocent;

import java.util.concurrent.Callable;

/**
 * Lets the callback of a {@code TransactionTemplate} fail with what it likes.
 */
final class InTransaction {

	private InTransaction() {
	}

	static <T> T call(Callable<T> callable) {
		try {
			return callable.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
