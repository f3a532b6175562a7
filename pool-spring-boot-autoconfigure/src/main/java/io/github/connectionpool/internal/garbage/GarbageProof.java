package io.github.connectionpool.internal.garbage;

import java.time.Duration;

import io.github.connectionpool.internal.executor.OnDemandExecutor;

/**
 * Has garbage collected when that may free connections: what is unreachable is proven by
 * it. The JVM is asked for a full collection now and then only, and only for what was
 * lost since the last; in between, the next one of the young generation is hastened. One
 * for all pools, for the one watching thread.
 */
public final class GarbageProof {

	static final Duration INTERVAL = Duration.ofSeconds(10);

	private final CollectGarbage policy;

	private final OnDemandExecutor helper;

	private final Runnable collection;

	private final YoungCollection young = new YoungCollection();

	private boolean asked;

	private long askedNanos;

	private volatile boolean collecting;

	private volatile long tookNanos;

	/**
	 * Create.
	 * @param helper waits for collections
	 * @param collection collects all garbage
	 */
	public GarbageProof(CollectGarbage policy, OnDemandExecutor helper, Runnable collection) {
		this.policy = policy;
		this.helper = helper;
		this.collection = collection;
	}

	/**
	 * Borrowers wait, and suspects exist.
	 * @param lostNanos when the last of them was lost
	 * @param done is run after a collection
	 */
	public void underPressure(long lostNanos, long now, Runnable done) {
		if (this.policy == CollectGarbage.NEVER || this.collecting) {
			return;
		}
		if (this.asked && lostNanos - this.askedNanos <= 0) {
			// what was lost before the last full collection is not proven by another
			return;
		}
		if (!this.asked || now - this.askedNanos >= INTERVAL.toNanos() + this.tookNanos) {
			this.collecting = true;
			this.asked = true;
			this.askedNanos = now;
			if (!this.helper.submit(() -> collect(done))) {
				this.collecting = false;
			}
		}
		else if (this.young.begin() && !this.helper.submit(() -> hasten(done))) {
			this.young.end();
		}
	}

	private void collect(Runnable done) {
		long start = System.nanoTime();
		try {
			this.collection.run();
		}
		finally {
			this.tookNanos = System.nanoTime() - start;
			this.collecting = false;
		}
		done.run();
	}

	private void hasten(Runnable done) {
		try {
			if (this.young.hasten()) {
				done.run();
			}
		}
		catch (OutOfMemoryError ex) {
			// not a piece of garbage fits: a collection has just been tried
		}
		finally {
			this.young.end();
		}
	}

}
