package io.github.connectionpool.internal.recording;

import org.jspecify.annotations.Nullable;

/**
 * Whether a flight recording runs in this JVM. As long as none does, no class of an event
 * is loaded, and a borrow costs one read. Does nothing in a JVM without the module
 * {@code jdk.jfr}. Thread-safe.
 */
public final class FlightRecordings {

	private static volatile boolean on;

	private static int applications;

	private static @Nullable RecorderSwitch recorderSwitch;

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
	public static synchronized void open() {
		applications++;
		if (applications == 1) {
			try {
				RecorderSwitch added = new RecorderSwitch(FlightRecordings::turn);
				added.add();
				recorderSwitch = added;
			}
			catch (RuntimeException | LinkageError ex) {
				// this JVM has no Flight Recorder
			}
		}
	}

	/** Stop it, so that Flight Recorder does not keep a closed application. */
	public static synchronized void close() {
		applications--;
		if (applications == 0) {
			RecorderSwitch added = recorderSwitch;
			if (added != null) {
				added.remove();
			}
			recorderSwitch = null;
			turn(false);
		}
	}

}
