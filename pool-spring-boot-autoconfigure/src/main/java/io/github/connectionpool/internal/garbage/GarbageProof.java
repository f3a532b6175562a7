package io.github.connectionpool.internal.garbage;

import java.time.Duration;

import io.github.connectionpool.internal.executor.OnDemandExecutor;

/**
 * Has garbage collected if that may free connections, since a collection proves that lost
 * handles are unreachable. A full collection is requested rarely, and only for handles
 * that were lost after the last one. In between, the next collection of the young
 * generation is hastened. One for all pools, for the one watching thread.
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
	 * @param helper runs and waits for collections
	 * @param collection collects all garbage
	 */
	public GarbageProof(CollectGarbage policy, OnDemandExecutor helper, Runnable collection) {
		this.policy = policy;
		this.helper = helper;
		this.collection = collection;
	}

	/**
	 * Ask for a collection, since borrowers wait and suspects exist.
	 * @param lostNanos when the last of the suspects was lost
	 * @param done is run after a collection
	 */
	public void underPressure(long lostNanos, long now, Runnable done) {
		if (this.policy == CollectGarbage.NEVER || this.collecting) {
			return;
		}
		if (this.asked && lostNanos - this.askedNanos <= 0) {
			// another full collection cannot prove more about handles lost before the
			// last one
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
			// no room for a piece of garbage: the JVM has just tried a collection
		}
		finally {
			this.young.end();
		}
	}

}
