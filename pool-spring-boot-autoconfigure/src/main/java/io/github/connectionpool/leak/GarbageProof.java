package io.github.connectionpool.leak;

import java.time.Duration;

/**
 * Asks the JVM for a garbage collection when that may free connections: what is
 * unreachable is proven by it. For the one watching thread.
 */
final class GarbageProof {

	static final Duration INTERVAL = Duration.ofSeconds(10);

	private final CollectGarbage policy;

	private final Helper helper;

	private final Runnable collection;

	private boolean asked;

	private long askedNanos;

	GarbageProof(CollectGarbage policy, Helper helper, Runnable collection) {
		this.policy = policy;
		this.helper = helper;
		this.collection = collection;
	}

	/**
	 * Ask, if it is time.
	 * @param done is run after the collection
	 */
	void underPressure(long now, Runnable done) {
		if (this.policy == CollectGarbage.NEVER || (this.asked && now - this.askedNanos < INTERVAL.toNanos())) {
			return;
		}
		this.asked = this.helper.submit(() -> {
			this.collection.run();
			done.run();
		}) || this.asked;
		this.askedNanos = now;
	}

}
