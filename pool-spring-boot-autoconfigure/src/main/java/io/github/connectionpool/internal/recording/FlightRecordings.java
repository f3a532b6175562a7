package io.github.connectionpool.internal.recording;

/**
 * Whether a flight recording runs in this JVM. As long as none does, no class of an event
 * is loaded, and a borrow costs one read. Does nothing in a JVM without the module
 * {@code jdk.jfr}. Thread-safe.
 */
public final class FlightRecordings {

	private static volatile boolean on;

	private static final FollowedRecorder RECORDER = new FollowedRecorder(FlightRecordings::turn);

	private FlightRecordings() {
	}

	/**
	 * Whether a recording runs.
	 * @return always false before the first {@link #open()} and after the last
	 * {@link #close()}
	 */
	public static boolean isOn() {
		return on;
	}

	/** Without a lock, since Flight Recorder calls with its own lock held. */
	private static void turn(boolean on) {
		FlightRecordings.on = on;
	}

	/** Begin to follow Flight Recorder, for one application in this JVM. */
	public static void open() {
		RECORDER.open();
	}

	/** Stop it, so that Flight Recorder does not keep a closed application. */
	public static void close() {
		RECORDER.close();
	}

}
