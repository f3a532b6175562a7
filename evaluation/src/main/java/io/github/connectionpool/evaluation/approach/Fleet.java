package io.github.connectionpool.evaluation.approach;

import java.util.ArrayList;
import java.util.List;

/**
 * The instances of the application, all in this JVM. Thread-safe.
 */
final class Fleet implements AutoCloseable {

	/** How many there are. */
	static final int INSTANCES = 12;

	private final List<Instance> instances;

	private Fleet(List<Instance> instances) {
		this.instances = instances;
	}

	/**
	 * Start the instances one after the other.
	 * @param url where the pools lead
	 * @param connections how many connections all pools together may have
	 * @return once each has the connections it gets
	 * @throws InterruptedException if interrupted meanwhile
	 */
	static Fleet start(String url, int connections) throws InterruptedException {
		List<Instance> instances = new ArrayList<>();
		for (int i = 0; i < INSTANCES; i++) {
			instances.add(Instance.start("instance-" + (i + 1), url, share(connections, i)));
		}
		return new Fleet(instances);
	}

	/** As even as it gets: of 200 connections, eight of twelve get 17 and four 16. */
	static int share(int connections, int instance) {
		return connections / INSTANCES + ((instance < connections % INSTANCES) ? 1 : 0);
	}

	List<Instance> instances() {
		return this.instances;
	}

	/** How many connections the pools have got. */
	int connections() {
		return this.instances.stream().mapToInt(Instance::connections).sum();
	}

	@Override
	public void close() {
		this.instances.parallelStream().forEach(Instance::close);
	}

}
