package io.github.connectionpool.internal.context;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Reads the name of the calling thread's transaction, and makes each transaction a unit
 * of work. A transaction manager borrows before it announces the name. The name of a
 * transaction that is being begun is therefore stored here.
 */
final class TransactionNames implements TransactionExecutionListener {

	private static final ThreadLocal<@Nullable String> BEGINNING = new ThreadLocal<>();

	private static final TransactionNames INSTANCE = new TransactionNames();

	private TransactionNames() {
	}

	/**
	 * Note the names of a transaction manager's transactions. Later calls for the same
	 * manager change nothing.
	 * @param transactionManager the manager
	 */
	public static void noteFrom(ConfigurableTransactionManager transactionManager) {
		if (!transactionManager.getTransactionExecutionListeners().contains(INSTANCE)) {
			transactionManager.addListener(INSTANCE);
		}
	}

	static @Nullable String current() {
		String beginning = BEGINNING.get();
		return (beginning != null) ? beginning : TransactionSynchronizationManager.getCurrentTransactionName();
	}

	@Override
	public void beforeBegin(TransactionExecution transaction) {
		String name = transaction.getTransactionName();
		if (name.isEmpty()) {
			// a name that another listener has kept from being removed must not name this
			// transaction
			BEGINNING.remove();
		}
		else {
			BEGINNING.set(name);
		}
	}

	@Override
	public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
		BEGINNING.remove();
		if (beginFailure == null) {
			TransactionWork.begin(transaction);
		}
	}

	@Override
	public void afterCommit(TransactionExecution transaction, @Nullable Throwable commitFailure) {
		TransactionWork.end(transaction);
	}

	@Override
	public void afterRollback(TransactionExecution transaction, @Nullable Throwable rollbackFailure) {
		TransactionWork.end(transaction);
	}

}
