package io.github.connectionpool.internal.context;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.connectionpool.internal.checkout.WorkUnit;

/**
 * A transaction as a unit of work, if it is the outermost. The connection that the
 * transaction manager borrows before the transaction has begun is not part of it. The
 * manager returns that connection itself, or leaves it to a persistence context that
 * outlives the transaction. The end of a transaction does not end the work of the thread:
 * listeners run after the commit, and the code around the transaction may still use the
 * connection.
 *
 * <p>
 * A synchronization reports the end, because listeners miss some ends. They miss one if
 * another listener throws, or if a synchronization throws a transaction's exception
 * before the commit. A manager without synchronizations reports to its listeners only.
 */
final class TransactionWork implements TransactionSynchronization {

	private static final ThreadLocal<@Nullable TransactionWork> OUTERMOST = new ThreadLocal<>();

	private final TransactionExecution transaction;

	private final WorkUnit work;

	private TransactionWork(TransactionExecution transaction) {
		this.transaction = transaction;
		String name = transaction.getTransactionName();
		this.work = WorkUnit.provisional(name.isEmpty() ? "a transaction" : "transaction " + name);
		this.work.attach();
	}

	static void begin(TransactionExecution transaction) {
		TransactionWork outermost = OUTERMOST.get();
		if (outermost != null && outermost.transaction.isCompleted()) {
			// its end was not reported, because another listener failed
			end(outermost.transaction);
		}
		if (WorkUnit.current() == null) {
			TransactionWork work = new TransactionWork(transaction);
			OUTERMOST.set(work);
			if (TransactionSynchronizationManager.isSynchronizationActive()) {
				TransactionSynchronizationManager.registerSynchronization(work);
			}
		}
	}

	/** Called on any thread that a transaction coordinator chooses. */
	@Override
	public void afterCompletion(int status) {
		this.work.close(BoundResources.ofThisThread());
		end(this.transaction);
	}

	static void end(TransactionExecution transaction) {
		TransactionWork outermost = OUTERMOST.get();
		if (outermost != null && outermost.transaction == transaction) {
			OUTERMOST.remove();
			outermost.work.close(BoundResources.ofThisThread());
		}
	}

}
