package io.github.connectionpool.internal.deadlock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolWait;
import io.github.connectionpool.internal.thread.Threads;
import io.github.connectionpool.internal.verdict.LeakTimes;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * The waits of threads, as one pass has seen them. It covers threads that hold
 * connections of a full pool, threads that hold the locks these wait for, and so on
 * through other pools. If two passes agree, all waits have lasted from one pass to the
 * other, and therefore at the same time.
 *
 * @param pools full pools with their open checkouts
 * @param poolWaits waits for connections, by the identifier of the thread
 * @param lockWaits waits for locks, by the identifier of the thread
 */
record WaitingThreads(Map<MonitoredPool, List<Checkout>> pools, Map<Long, PoolWait> poolWaits,
		Map<Long, LockWait> lockWaits) {

	/** More holders than that are not followed. */
	private static final int MAX_THREADS = 1000;

	/** How many locks are followed, from one to the next. */
	private static final int MAX_LOCKS = 10;

	/**
	 * Follow the waits from a pool on.
	 * @param start the pool
	 * @param now {@link System#nanoTime()}
	 */
	static WaitingThreads from(MonitoredPool start, long now) {
		WaitingThreads found = new WaitingThreads(new LinkedHashMap<>(), new HashMap<>(), new HashMap<>());
		Deque<MonitoredPool> pools = new ArrayDeque<>(List.of(start));
		Set<MonitoredPool> seen = new HashSet<>();
		while (!pools.isEmpty() && found.poolWaits.size() < MAX_THREADS) {
			MonitoredPool pool = pools.remove();
			if (seen.add(pool)) {
				found.addPool(pool, now);
				found.poolWaits.values().forEach((wait) -> pools.add(wait.pool()));
			}
		}
		return found;
	}

	private void addPool(MonitoredPool pool, long now) {
		Integer max = fullMaximum(pool);
		List<Checkout> open = (max != null) ? pool.ledger().oldestFirst() : List.of();
		if (max == null || open.isEmpty() || open.size() < max) {
			return;
		}
		this.pools.put(pool, open);
		Set<Long> others = new HashSet<>();
		for (Checkout checkout : open) {
			if (!addPoolWait(checkout.owner(), now) && mayWaitForLock(checkout.owner())) {
				others.add(checkout.owner().id());
			}
		}
		addLockWaits(others, now);
	}

	/**
	 * The maximum of a pool that has no connection left, null for any other. The ledger
	 * tells an idle pool for less than its counts cost.
	 */
	private static @Nullable Integer fullMaximum(MonitoredPool pool) {
		if (pool.lent() == 0) {
			return null;
		}
		ConnectionCounts counts = pool.counts();
		return (counts.max() != null && counts.active() >= counts.max()) ? counts.max() : null;
	}

	private boolean addPoolWait(Borrower borrower, long now) {
		PoolWait wait = borrower.poolWait();
		if (wait == null || now - wait.sinceNanos() < LeakTimes.REAL_WAIT.toNanos()) {
			return false;
		}
		this.poolWaits.put(borrower.id(), wait);
		return true;
	}

	private static boolean mayWaitForLock(Borrower borrower) {
		Thread thread = borrower.thread();
		if (thread == null || Threads.isVirtual(thread)) {
			return false;
		}
		Thread.State state = thread.getState();
		return state == Thread.State.BLOCKED || state == Thread.State.WAITING;
	}

	private void addLockWaits(Set<Long> threads, long now) {
		Set<Long> asked = threads;
		for (int i = 0; i < MAX_LOCKS && !asked.isEmpty(); i++) {
			Map<Long, LockWait> found = LockWait.of(asked);
			this.lockWaits.putAll(found);
			asked = new HashSet<>();
			for (LockWait wait : found.values()) {
				Borrower owner = Borrower.of(wait.owner());
				if ((owner == null || !addPoolWait(owner, now)) && !this.lockWaits.containsKey(wait.owner())) {
					asked.add(wait.owner());
				}
			}
		}
	}

	/** The pool or the lock that a thread waits for, null if it does not wait. */
	@Nullable Object waitOf(Long thread) {
		PoolWait wait = this.poolWaits.get(thread);
		return (wait != null) ? wait : this.lockWaits.get(thread);
	}

	/** The graph of the waits in which threads stop each other. */
	WaitForGraph graph(Function<Checkout, WaitForGraph.Kind> kind) {
		WaitForGraph graph = new WaitForGraph();
		this.poolWaits.forEach((thread, wait) -> graph.waits(thread, wait.pool()));
		this.lockWaits.forEach((thread, wait) -> graph.waits(thread, wait.owner()));
		this.pools.forEach((pool, open) -> graph.full(pool,
				open.stream()
					.map((checkout) -> new WaitForGraph.Hold(checkout.owner().id(), kind.apply(checkout)))
					.toList()));
		return graph;
	}

	/**
	 * Whether another pass has seen the same waits.
	 * @param nodes the pools and threads to compare
	 */
	boolean agrees(WaitingThreads other, Set<Object> nodes) {
		return nodes.stream()
			.allMatch((node) -> Objects.equals(this.pools.get(node), other.pools.get(node))
					&& Objects.equals(this.poolWaits.get(node), other.poolWaits.get(node))
					&& Objects.equals(this.lockWaits.get(node), other.lockWaits.get(node)));
	}

}
