package io.github.connectionpool.leak;

import java.time.Duration;

/**
 * Has garbage collected when that may free connections: what is unreachable is proven by
 * it. The JVM is asked for a full collection now and then only; in between, the next one
 * of the young generation is hastened. For the one watching thread.
 */
final class GarbageProof {

	static final Duration INTERVAL = Duration.ofSeconds(10);

	private final CollectGarbage policy;

	private final Helper helper;

	private final Runnable collection;

	private final YoungCollection young = new YoungCollection();

	private boolean asked;

	private long askedNanos;

	/**
	 * Create.
	 * @param collection collects all garbage
	 */
	GarbageProof(CollectGarbage policy, Helper helper, Runnable collection) {
		this.policy = policy;
		this.helper = helper;
		this.collection = collection;
	}

	/**
	 * Borrowers wait, and suspects exist.
	 * @param done is run after a collection
	 */
	void underPressure(long now, Runnable done) {
		if (this.policy == CollectGarbage.NEVER) {
			return;
		}
		if (!this.asked || now - this.askedNanos >= INTERVAL.toNanos()) {
			this.askedNanos = now;
			this.asked = this.helper.submit(() -> {
				this.collection.run();
				done.run();
			});
		}
		else if (this.young.begin() && !this.helper.submit(() -> hasten(done))) {
			this.young.end();
		}
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
