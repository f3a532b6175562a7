package io.github.connectionpool.evaluation.deadlock;

import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.detector.PoolRequest;
import io.github.connectionpool.evaluation.work.Work;

/**
 * Work that ends by itself, or never would.
 */
enum DeadlockCase {

	/** Nine futures on three workers; each is closed six seconds later. */
	CHAIN_OF_FUTURES(false, 20, 3, "nine futures open on three workers, each is closed 6 s later in another thread") {

		@Override
		void run(Work work, List<DataSource> pools) throws Exception {
			Finishing.chainOfFutures(pools.get(0));
		}

	},

	/** Work that hands its first connection on and waits for a second. */
	HANDED_ON_IN_THE_WORK(false, 3, 3,
			"three threads hand their first connection on, which is closed 6 s later, and wait for another") {

		@Override
		void run(Work work, List<DataSource> pools) throws Exception {
			Finishing.handedOnInTheWork(pools.get(0));
		}

	},

	/** Threads that hold one and wait for a second, which a third thread returns. */
	NESTED_WITH_RETURN(false, 3, 3,
			"two threads hold one and wait for another, which a third thread returns after 5 s") {

		@Override
		void run(Work work, List<DataSource> pools) throws Exception {
			Finishing.nestedWithReturn(pools.get(0));
		}

	},

	/** A holder that waits for a lock whose owner needs no connection. */
	LOCK_WITHOUT_POOL(false, 3, 1,
			"the only holder waits 5 s for a lock whose owner needs no connection; others wait for the pool") {

		@Override
		void run(Work work, List<DataSource> pools) throws Exception {
			Finishing.lockWithoutPool(pools.get(0));
		}

	},

	/** Each thread holds one and waits for another of the same pool. */
	NESTED(true, 1, 2, "two threads hold one each of a pool of two and wait for another") {

		@Override
		void run(Work work, List<DataSource> pools) throws Exception {
			Closed.nested(pools.get(0));
		}

	},

	/** Two pools are taken in crossed order. */
	CROSSED_POOLS(true, 1, 1, 2, "two threads take the only connections of two pools in crossed order") {

		@Override
		void run(Work work, List<DataSource> pools) throws Exception {
			Closed.crossedPools(pools.get(0), pools.get(1));
		}

	},

	/** The holder waits for a monitor whose owner waits for the pool. */
	MONITOR_AND_POOL(true, 1, 1, "the holder waits for a monitor whose owner waits for the pool") {

		@Override
		void run(Work work, List<DataSource> pools) throws Exception {
			Closed.monitorAndPool(pools.get(0));
		}

	},

	/** The holder waits for a lock whose owner waits for the pool. */
	LOCK_AND_POOL(true, 1, 1, "the holder waits for a ReentrantLock whose owner waits for the pool") {

		@Override
		void run(Work work, List<DataSource> pools) throws Exception {
			Closed.lockAndPool(pools.get(0));
		}

	},

	/** Listeners after the commit begin a transaction of their own. */
	AFTER_COMMIT(true, 1, 3, "three listeners after the commit begin a transaction of their own in a pool of three") {

		@Override
		void run(Work work, List<DataSource> pools) throws Exception {
			Closed.afterCommit(work, pools.get(0), false);
		}

	},

	/** As before, with connections that are fetched lazily. */
	AFTER_COMMIT_LAZY(true, 1, 3, "the same with connections that are fetched with the first statement") {

		@Override
		void run(Work work, List<DataSource> pools) throws Exception {
			Closed.afterCommit(work, pools.get(0), true);
		}

	};

	private static final int FINISHING_TIMEOUT_MILLIS = 30_000;

	/** By then it has been found, and its threads give up. */
	private static final int REAL_TIMEOUT_MILLIS = 20_000;

	private final boolean real;

	private final int copies;

	private final int poolSize;

	private final int pools;

	private final String text;

	DeadlockCase(boolean real, int copies, int poolSize, String text) {
		this(real, copies, poolSize, 1, text);
	}

	DeadlockCase(boolean real, int copies, int poolSize, int pools, String text) {
		this.real = real;
		this.copies = copies;
		this.poolSize = poolSize;
		this.pools = pools;
		this.text = text;
	}

	/** Whether it never ends by itself. */
	boolean isReal() {
		return this.real;
	}

	/** How many of them run at once. */
	int copies() {
		return this.copies;
	}

	String text() {
		return this.text;
	}

	List<PoolRequest> pools(int copy) {
		String name = name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + copy;
		int timeout = this.real ? REAL_TIMEOUT_MILLIS : FINISHING_TIMEOUT_MILLIS;
		PoolRequest first = new PoolRequest(name, this.poolSize, timeout);
		return (this.pools == 1) ? List.of(first)
				: List.of(first, new PoolRequest(name + "-other", this.poolSize, timeout));
	}

	/**
	 * Do it.
	 * @param work the application
	 * @param pools of its own
	 * @throws Exception if it could not, as all that is real must
	 */
	abstract void run(Work work, List<DataSource> pools) throws Exception;

}
