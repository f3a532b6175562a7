package io.github.connectionpool.internal.recording;

import java.util.function.Consumer;

import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Turns the events on and off with the recordings of this JVM.
 */
final class RecorderSwitch implements FlightRecorderListener {

	private final Consumer<Boolean> turn;

	RecorderSwitch(Consumer<Boolean> turn) {
		this.turn = turn;
	}

	void add() {
		FlightRecorder.addListener(this);
	}

	void remove() {
		FlightRecorder.removeListener(this);
	}

	@Override
	public void recorderInitialized(FlightRecorder recorder) {
		follow(recorder);
	}

	@Override
	public void recordingStateChanged(Recording recording) {
		follow(FlightRecorder.getFlightRecorder());
	}

	private void follow(FlightRecorder recorder) {
		this.turn.accept(recorder.getRecordings()
			.stream()
			.anyMatch((recording) -> recording.getState() == RecordingState.RUNNING));
	}

}
