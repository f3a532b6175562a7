package io.github.connectionpool.internal.recording;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.FlightRecording;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("any-jdk")
class FlightRecordingsTests {

	@BeforeEach
	void open() {
		FlightRecordings.open();
	}

	@AfterEach
	void close() {
		FlightRecordings.close();
	}

	@Test
	void isOnWhileARecordingRuns() {
		assertThat(FlightRecordings.isOn()).isFalse();
		try (FlightRecording recording = FlightRecording.start()) {
			assertThat(FlightRecordings.isOn()).isTrue();
			assertThat(recording).isNotNull();
		}
		assertThat(FlightRecordings.isOn()).isFalse();
	}

	@Test
	void staysOnUntilTheLastRecordingEnds() {
		try (FlightRecording first = FlightRecording.start()) {
			try (FlightRecording second = FlightRecording.start()) {
				assertThat(second).isNotSameAs(first);
			}
			assertThat(FlightRecordings.isOn()).isTrue();
		}
		assertThat(FlightRecordings.isOn()).isFalse();
	}

	/** Of its own, since other applications of this JVM may be open. */
	@Test
	void aRecordingThatRanBeforeTheApplicationIsSeen() {
		AtomicBoolean on = new AtomicBoolean();
		FollowedRecorder recorder = new FollowedRecorder(on::set);
		try (FlightRecording recording = FlightRecording.start()) {
			assertThat(recording).isNotNull();
			assertThat(on).isFalse();
			recorder.open();
			assertThat(on).isTrue();
			recorder.close();
			assertThat(on).isFalse();
		}
	}

	@Test
	void oneOfTwoApplicationsMayEnd() {
		open();
		close();
		try (FlightRecording recording = FlightRecording.start()) {
			assertThat(recording).isNotNull();
			assertThat(FlightRecordings.isOn()).isTrue();
		}
	}

}
