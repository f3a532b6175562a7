package io.github.connectionpool.internal.deadlock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.reclaim.ReclaimPolicy;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.worker.NestedBorrow;
import io.github.connectionpool.internal.worker.StackTraceBatch;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.Verdict;

/**
 * Finds pools whose connections cannot come back, because the threads that hold them wait
 * for each other. A deadlock is reported only if it is proven for each wait that it keeps
 * its connection. For the one watching thread.
 */
public final class Deadlocks {

	/**
	 * A limit of stacks. It is enough, since a pool in a deadlock stays as it is until
	 * the next check.
	 */
	private static final int MAX_STACKS = 200;

	private final Duration quiet;

	private final ReclaimPolicy reclaim;

	/** The state of each connection when its owner was first seen to wait. */
	private Map<Checkout, Waiting> waiting = new HashMap<>();

	private record Waiting(Object target, long uses, long sinceNanos) {
	}

	/**
	 * Create.
	 * @param quiet how long the connection of a waiting owner has to lie unused before
	 * the wait is taken to keep it
	 * @param reclaim which leaked connections come back all the same
	 */
	public Deadlocks(Duration quiet, ReclaimPolicy reclaim) {
		this.quiet = quiet;
		this.reclaim = reclaim;
	}

	/** Forget since when threads have been seen to wait. */
	public void forget() {
		this.waiting.clear();
	}

	/**
	 * Find a deadlock.
	 * @param pool the pool
	 * @param now {@link System#nanoTime()}
	 * @return null if there is none, or it is not proven
	 */
	public @Nullable Deadlock find(MonitoredPool pool, long now) {
		pool.handedOn().learn(now);
		WaitingThreads first = WaitingThreads.from(pool, now);
		// stacks are taken only if they can prove a deadlock
		Set<Object> possible = first
			.graph((checkout) -> isLost(checkout, now) ? WaitForGraph.Kind.NEVER : WaitForGraph.Kind.WITH_ITS_HOLDER)
			.deadlocked();
		if (!possible.contains(pool)) {
			this.waiting.clear();
			return null;
		}
		Set<Checkout> proven = proven(first, possible, now);
		Set<Object> closed = first.graph((checkout) -> kind(checkout, proven, now)).deadlocked();
		if (!closed.contains(pool) || !isWaitedFor(pool, first, closed)
				|| !first.agrees(WaitingThreads.from(pool, now), closed)) {
			return null;
		}
		return new DeadlockReport(first, closed, now).of(pool);
	}

	private WaitForGraph.Kind kind(Checkout checkout, Set<Checkout> proven, long now) {
		if (proven.contains(checkout)) {
			return WaitForGraph.Kind.WITH_ITS_HOLDER;
		}
		return isLost(checkout, now) ? WaitForGraph.Kind.NEVER : WaitForGraph.Kind.AT_ANY_TIME;
	}

	private static boolean isWaitedFor(MonitoredPool pool, WaitingThreads threads, Set<Object> closed) {
		Integer pending = pool.counts().pending();
		return (pending != null && pending > 0) || threads.poolWaits()
			.entrySet()
			.stream()
			.anyMatch((wait) -> wait.getValue().pool() == pool && closed.contains(wait.getKey()));
	}

	/** By the verdict of the last check of its pool. */
	private boolean isLost(Checkout checkout, long now) {
		Judgement judgement = Judge.standing(checkout);
		if (judgement == null || judgement.verdict() != Verdict.LEAKED) {
			return false;
		}
		if (this.reclaim.allows(judgement) && !checkout.isDriverUnwrapped()) {
			return false;
		}
		return judgement.reason() == Reason.UNREACHABLE || !checkout.pool().handedOn().isKnownFor(checkout, now);
	}

	/**
	 * The connections that can come back only if their owners go on. If no stack was
	 * taken at the borrow, the stack of another checkout may prove it. A thread that
	 * waits at the same line, below the same callers, has borrowed in the same way.
	 */
	private Set<Checkout> proven(WaitingThreads threads, Set<Object> possible, long now) {
		List<Checkout> candidates = new ArrayList<>();
		Map<Checkout, Waiting> waiting = new HashMap<>();
		threads.pools().forEach((pool, open) -> {
			for (Checkout checkout : open) {
				if (possible.contains(pool) && possible.contains(checkout.owner().id())
						&& !isUsedByAnother(checkout, threads, waiting, now)) {
					candidates.add(checkout);
				}
			}
		});
		this.waiting = waiting;
		return proven(candidates.subList(0, Math.min(candidates.size(), MAX_STACKS)), now);
	}

	private Set<Checkout> proven(List<Checkout> candidates, long now) {
		StackTraceBatch.take(candidates.stream().map(Checkout::owner), now);
		Set<Checkout> proven = new HashSet<>();
		Set<List<StackTraceElement>> places = new HashSet<>();
		Map<Checkout, List<StackTraceElement>> unknown = new HashMap<>();
		for (Checkout checkout : candidates) {
			List<StackTraceElement> stack = checkout.owner().stack(now);
			if (NestedBorrow.isProven(checkout, stack) && isForItsOwner(checkout, now)) {
				proven.add(checkout);
				places.add(NestedBorrow.waitingPlace(stack));
			}
			else if (checkout.stack().length == 0 && checkout.work() == null) {
				unknown.put(checkout, NestedBorrow.waitingPlace(stack));
			}
		}
		unknown.forEach((checkout, place) -> {
			if (places.contains(place)) {
				proven.add(checkout);
			}
		});
		return proven;
	}

	/**
	 * Whether only the owner can return a connection, while it is in the work that
	 * borrowed. That work may have handed the connection on. The proof is therefore that
	 * owners are known to return connections of this source, or that the connection has
	 * not been used for long.
	 */
	private boolean isForItsOwner(Checkout checkout, long now) {
		if (checkout.pool().handedOn().isReturnedByOwners(checkout, now)) {
			return true;
		}
		Waiting seen = this.waiting.get(checkout);
		return seen != null && now - seen.sinceNanos() >= this.quiet.toNanos();
	}

	/** Whether another thread uses the connection, since its owner waits and does not. */
	private boolean isUsedByAnother(Checkout checkout, WaitingThreads threads, Map<Checkout, Waiting> waiting,
			long now) {
		if (checkout.isInFlight() || checkout.pool().handedOn().isKnownFor(checkout, now)) {
			return true;
		}
		Object wait = threads.waitOf(checkout.owner().id());
		if (wait == null) {
			return false;
		}
		long uses = checkout.watchedUses();
		Waiting before = this.waiting.get(checkout);
		if (before == null || !before.target().equals(wait)) {
			waiting.put(checkout, new Waiting(wait, uses, now));
			return false;
		}
		waiting.put(checkout, before);
		if (before.uses() == uses) {
			return false;
		}
		checkout.pool().handedOn().add(checkout, now);
		return true;
	}

}
