package io.github.connectionpool.internal.recording;

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

	@Test
	void aRecordingThatRanBeforeTheApplicationIsSeen() {
		close();
		try (FlightRecording recording = FlightRecording.start()) {
			assertThat(recording).isNotNull();
			assertThat(FlightRecordings.isOn()).isFalse();
			open();
			assertThat(FlightRecordings.isOn()).isTrue();
			close();
			assertThat(FlightRecordings.isOn()).isFalse();
		}
		open();
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
