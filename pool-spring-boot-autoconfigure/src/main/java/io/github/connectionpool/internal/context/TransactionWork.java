package io.github.connectionpool.internal.context;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.connectionpool.internal.checkout.WorkUnit;

/**
 * Has a transaction count as a unit of work where it is the outermost. The connection
 * that the transaction manager borrows itself, before the transaction has begun, is no
 * part of it: the manager returns that one, or leaves it to a persistence context that
 * outlives the transaction. Its end is no end of the thread's work: listeners run after
 * the commit, and what surrounds the transaction may use the connection further.
 *
 * <p>
 * Its end is told by a synchronization, because listeners are not told of each: neither
 * when another one throws, nor when a synchronization throws a transaction's exception
 * before the commit. A manager without synchronizations tells its listeners only.
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
			// its end was not told, because another listener failed
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

	/** On whatever thread a coordinator of transactions calls it. */
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
