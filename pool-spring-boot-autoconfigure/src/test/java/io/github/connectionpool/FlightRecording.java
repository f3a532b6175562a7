package io.github.connectionpool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.NullMarked;

/**
 * A flight recording of this JVM, and the events of connection pools in it.
 */
@NullMarked
public final class FlightRecording implements AutoCloseable {

	private final Recording recording = new Recording();

	private FlightRecording() {
	}

	/** Starts with the settings that the events have by themselves. */
	public static FlightRecording start() {
		return starting().begin();
	}

	/** Starts with each of these events enabled, however short it is. */
	public static FlightRecording of(String... names) {
		FlightRecording recording = starting();
		for (String name : names) {
			recording.recording.enable(name).withThreshold(Duration.ZERO);
		}
		return recording.begin();
	}

	private static FlightRecording starting() {
		return new FlightRecording();
	}

	private FlightRecording begin() {
		this.recording.start();
		return this;
	}

	/** The events so far. */
	public List<RecordedEvent> events(String name) throws IOException {
		Path file = dump();
		try {
			return RecordingFile.readAllEvents(file)
				.stream()
				.filter((event) -> event.getEventType().getName().equals(name))
				.toList();
		}
		finally {
			Files.delete(file);
		}
	}

	/** Writes a file of the events so far. */
	public Path dump() throws IOException {
		Path file = Files.createTempFile("recording", ".jfr");
		this.recording.dump(file);
		return file;
	}

	@Override
	public void close() {
		this.recording.close();
	}

}
