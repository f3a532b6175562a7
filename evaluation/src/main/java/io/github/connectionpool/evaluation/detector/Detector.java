package io.github.connectionpool.evaluation.detector;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Something that finds leaks, with one setting, for one evaluation. Thread-safe once it
 * is started.
 */
public abstract class Detector {

	/** How long every pool lets borrowers wait. */
	static final int CONNECTION_TIMEOUT_MILLIS = 3_000;

	private final Queue<Detection> detections = new ConcurrentLinkedQueue<>();

	/**
	 * Properties of the application.
	 * @return names and values
	 */
	public Map<String, String> properties() {
		return Map.of("connectionpool.enabled", "false");
	}

	/**
	 * Put beans into the application before it starts.
	 * @param context the application
	 * @param pools all pools that will be needed
	 */
	public void prepare(GenericApplicationContext context, List<PoolRequest> pools) {
	}

	/**
	 * Note that the application has started.
	 * @param context the application
	 */
	public void started(ConfigurableApplicationContext context) {
	}

	/**
	 * Make a pool that is watched.
	 * @param pool name and size
	 * @return what the scenario borrows from
	 */
	public abstract DataSource pool(PoolRequest pool);

	/**
	 * All that was said so far.
	 * @return in the order in which it was said
	 */
	public List<Detection> detections() {
		return List.copyOf(this.detections);
	}

	final void add(Detection detection) {
		this.detections.add(detection);
	}

	/** Closes all pools, even if connections are out. */
	public abstract void closePools();

}
