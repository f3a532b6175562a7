package io.github.connectionpool.benchmarks.candidate;

/**
 * One of those that are compared.
 *
 * @param name its name in tables
 * @param kind what it does
 * @param opener how it is made
 */
public record Candidate(String name, Kind kind, Opener opener) {

	/**
	 * Make it ready, on the stub driver.
	 * @param size how many connections it has at most
	 * @return to be closed by the caller
	 * @throws Exception if it cannot be made
	 */
	public OpenPool open(int size) throws Exception {
		return this.opener.open(size);
	}

	@Override
	public String toString() {
		return this.name;
	}

	/** Makes a pool of a size. */
	@FunctionalInterface
	public interface Opener {

		/**
		 * Make it.
		 * @param size how many connections it has at most
		 * @return to be closed by the caller
		 * @throws Exception if it cannot be made
		 */
		OpenPool open(int size) throws Exception;

	}

}
