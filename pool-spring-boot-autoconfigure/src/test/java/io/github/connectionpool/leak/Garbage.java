package io.github.connectionpool.leak;

/**
 * What has garbage collected in tests.
 */
final class Garbage {

	private Garbage() {
	}

	static GarbageProof none() {
		return new GarbageProof(CollectGarbage.NEVER, new Helper("none"), () -> {
		});
	}

}
