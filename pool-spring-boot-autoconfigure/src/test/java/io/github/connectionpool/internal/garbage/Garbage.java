package io.github.connectionpool.internal.garbage;

import io.github.connectionpool.internal.executor.OnDemandExecutor;

/**
 * What has garbage collected in tests.
 */
public final class Garbage {

	private Garbage() {
	}

	public static GarbageProof none() {
		return new GarbageProof(CollectGarbage.NEVER, new OnDemandExecutor("none"), () -> {
		});
	}

}
