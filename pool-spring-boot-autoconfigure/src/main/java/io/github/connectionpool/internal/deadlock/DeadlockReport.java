package io.github.connectionpool.internal.deadlock;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolWait;
import io.github.connectionpool.internal.worker.OwnerReports;
import io.github.connectionpool.internal.worker.ThreadActivities;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.OwnerReport;

/**
 * Makes the report of a deadlock from its waits.
 */
final class DeadlockReport {

	private static final int MAX_HOLDERS = 10;

	private final WaitingThreads threads;

	private final Set<Object> closed;

	private final long now;

	/**
	 * Create.
	 * @param closed the pools and threads that wait for each other
	 */
	DeadlockReport(WaitingThreads threads, Set<Object> closed, long now) {
		this.threads = threads;
		this.closed = closed;
		this.now = now;
	}

	Deadlock of(MonitoredPool pool) {
		List<Checkout> open = Objects.requireNonNull(this.threads.pools().get(pool));
		Map<Borrower, Integer> held = new HashMap<>();
		Map<Deadlock.Holder, Integer> sites = new LinkedHashMap<>();
		boolean virtual = false;
		int leaked = 0;
		for (Checkout checkout : open) {
			if (!this.closed.contains(checkout.owner().id())) {
				leaked++;
				continue;
			}
			held.merge(checkout.owner(), 1, Integer::sum);
			OwnerReport owner = OwnerReports.of(checkout, this.now);
			virtual |= owner.virtual();
			sites.merge(new Deadlock.Holder(checkout.lineText(), owner.whereabouts().line(), 0,
					waitsFor(checkout.owner(), pool)), 1, Integer::sum);
		}
		ConnectionCounts counts = pool.counts();
		int threads = Math.max(held.size(), Objects.requireNonNullElse(counts.pending(), 0));
		int perThread = held.values().stream().mapToInt(Integer::intValue).max().orElse(1) + 1;
		// more than the maximum are out where that was lowered
		int connections = Math.max(Objects.requireNonNullElse(counts.max(), 0), open.size());
		return new Deadlock(pool.name(), Instant.now(), connections, threads, perThread, virtual, holders(sites),
				causes(pool, held.keySet()), otherPools(pool), leaked);
	}

	private static List<Deadlock.Holder> holders(Map<Deadlock.Holder, Integer> sites) {
		return sites.entrySet()
			.stream()
			.map((site) -> new Deadlock.Holder(site.getKey().holdsAt(), site.getKey().waitsAt(), site.getValue(),
					site.getKey().waitsFor()))
			.sorted(Comparator.comparingInt(Deadlock.Holder::connections).reversed())
			.limit(MAX_HOLDERS)
			.toList();
	}

	/** Null for another connection of the same pool. */
	private @Nullable String waitsFor(Borrower thread, MonitoredPool pool) {
		PoolWait poolWait = this.threads.poolWaits().get(thread.id());
		if (poolWait != null) {
			return (poolWait.pool() != pool) ? "a connection of pool '" + poolWait.pool().name() + "'" : null;
		}
		LockWait lockWait = this.threads.lockWaits().get(thread.id());
		return (lockWait != null) ? "a lock (" + lockWait.lock() + ") that thread '" + lockWait.ownerName()
				+ "' holds, which waits for " + what(lockWait.owner()) : null;
	}

	/** The connection or lock that the holder of a lock waits for. */
	private String what(long thread) {
		PoolWait poolWait = this.threads.poolWaits().get(thread);
		if (poolWait == null) {
			LockWait lockWait = this.threads.lockWaits().get(thread);
			return (lockWait != null) ? "another lock (" + lockWait.lock() + ")" : "something else";
		}
		String text = "a connection of pool '" + poolWait.pool().name() + "'";
		Borrower borrower = Borrower.of(thread);
		if (borrower == null) {
			return text;
		}
		String line = ThreadActivities.of(Thread.State.WAITING, borrower.stack(this.now), poolWait.pool().callSites())
			.line();
		return (line != null) ? text + " at " + line : text;
	}

	private Set<Deadlock.Cause> causes(MonitoredPool pool, Set<Borrower> holders) {
		Set<Deadlock.Cause> causes = EnumSet.noneOf(Deadlock.Cause.class);
		for (Object thread : reachable(holders)) {
			PoolWait wait = this.threads.poolWaits().get(thread);
			if (this.threads.lockWaits().containsKey(thread)) {
				causes.add(Deadlock.Cause.LOCK);
			}
			else if (wait != null && wait.pool() != pool) {
				causes.add(Deadlock.Cause.OTHER_POOL);
			}
		}
		for (Borrower holder : holders) {
			PoolWait wait = this.threads.poolWaits().get(holder.id());
			if (wait != null && wait.pool() == pool) {
				causes.add(Deadlock.Cause.NESTED_BORROW);
			}
		}
		return causes;
	}

	private List<String> otherPools(MonitoredPool pool) {
		Set<String> names = new TreeSet<>();
		this.threads.pools()
			.keySet()
			.stream()
			.filter(this.closed::contains)
			.map(MonitoredPool::name)
			.forEach(names::add);
		names.remove(pool.name());
		return List.copyOf(names);
	}

	/** The holders, and the threads that hold the locks they wait for. */
	private Set<Object> reachable(Set<Borrower> holders) {
		Set<Object> threads = new HashSet<>();
		for (Borrower holder : holders) {
			Object thread = holder.id();
			while (thread != null && threads.add(thread)) {
				LockWait wait = this.threads.lockWaits().get(thread);
				thread = (wait != null) ? wait.owner() : null;
			}
		}
		return threads;
	}

}
