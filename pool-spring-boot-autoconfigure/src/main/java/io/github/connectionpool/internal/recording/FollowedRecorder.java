package io.github.connectionpool.internal.recording;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Follows Flight Recorder as long as an application is open. Thread-safe.
 */
final class FollowedRecorder {

	private final Consumer<Boolean> turn;

	private int applications;

	private @Nullable RecorderSwitch recorderSwitch;

	/**
	 * Create.
	 * @param turn is told whether a recording runs
	 */
	FollowedRecorder(Consumer<Boolean> turn) {
		this.turn = turn;
	}

	synchronized void open() {
		this.applications++;
		if (this.applications == 1) {
			try {
				RecorderSwitch added = new RecorderSwitch(this.turn);
				added.add();
				this.recorderSwitch = added;
			}
			catch (RuntimeException | LinkageError ex) {
				// this JVM has no Flight Recorder
			}
		}
	}

	synchronized void close() {
		this.applications--;
		if (this.applications == 0) {
			RecorderSwitch added = this.recorderSwitch;
			if (added != null) {
				added.remove();
			}
			this.recorderSwitch = null;
			this.turn.accept(false);
		}
	}

}
