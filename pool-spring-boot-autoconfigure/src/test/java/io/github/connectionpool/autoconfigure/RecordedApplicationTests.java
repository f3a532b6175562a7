package io.github.connectionpool.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.connectionpool.FlightRecording;
import io.github.connectionpool.JavaProcess;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.recording.FlightRecordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The flight recording of an application that loses a connection of a full pool.
 */
@Tag("any-jdk")
class RecordedApplicationTests {

	private static final String LEAK = "connectionpool.Leak";

	private static final String EXHAUSTION = "connectionpool.Exhaustion";

	/** As the page on recordings has it. */
	private static final List<String> COMMAND = List.of("print", "--events",
			"connectionpool.Leak,connectionpool.Exhaustion,connectionpool.Wait");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:recorded",
				"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=250",
				"connectionpool.check-interval=100ms", "connectionpool.leak.evidence-after=100ms",
				"connectionpool.leak.quiet=1s", "connectionpool.capture.stack=always",
				"connectionpool.capture.application-packages=io.github.connectionpool.autoconfigure");

	@Test
	void aRecordingHasTheLeakAndTheExhaustion() {
		this.contextRunner.run((context) -> {
			try (FlightRecording recording = FlightRecording.start()) {
				DataSource dataSource = context.getBean(DataSource.class);
				try (Connection connection = TestPools.onThread("ends-7", () -> borrow(dataSource))) {
					assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection);
					TestPools.await()
						.until(() -> !recording.events(LEAK).isEmpty() && !recording.events(EXHAUSTION).isEmpty());
					assertThat(connection.isClosed()).isFalse();
				}
				assertThat(recording.events(LEAK)).singleElement().satisfies(this::isTheLeak);
				assertThat(recording.events(EXHAUSTION)).first().satisfies(this::isTheExhaustion);
				assertThat(printed(recording))
					.contains("connectionpool.Leak {", "connectionpool.Exhaustion {", "connectionpool.Wait {",
							"reason = \"OWNER_ENDED\"", "failed = true",
							"callSite = \"io.github.connectionpool.autoconfigure.RecordedApplicationTests")
					.doesNotContain("secret");
			}
		});
		assertThat(FlightRecordings.isOn()).isFalse();
	}

	private void isTheLeak(RecordedEvent event) {
		assertThat(event.getString("pool")).isEqualTo("dataSource");
		assertThat(event.getString("checkout")).isEqualTo("dataSource-1");
		assertThat(event.getString("reason")).isEqualTo("OWNER_ENDED");
		assertThat(event.getString("callSite")).contains("RecordedApplicationTests.java:");
		assertThat(event.getString("borrower")).isEqualTo("ends-7");
		assertThat(event.getDuration("held")).isPositive();
		assertThat(event.getString("sql")).isEqualTo("select ?");
		assertThat(event.getBoolean("inTransaction")).isFalse();
		assertThat(event.getStackTrace()).isNull();
	}

	private void isTheExhaustion(RecordedEvent event) {
		assertThat(event.getString("pool")).isEqualTo("dataSource");
		assertThat(event.getBoolean("over")).isFalse();
		assertThat(event.getInstant("began")).isBefore(event.getStartTime());
		assertThat(event.getDuration("lasted")).isPositive();
		assertThat(event.getInt("failed")).isOne();
		assertThat(event.getInt("active")).isOne();
		assertThat(event.getInt("maximum")).isOne();
		assertThat(event.getString("holders")).startsWith("1 at ").contains("RecordedApplicationTests.java:");
	}

	@Test
	void aJvmWithoutFlightRecorderRunsAllTheSame() throws Exception {
		try (JavaProcess process = JavaProcess.start(WithoutFlightRecorder.class,
				List.of("--limit-modules", WithoutFlightRecorder.MODULES), List.of())) {
			assertThat(process.awaitLine("borrowed ")).isEqualTo("without Flight Recorder");
		}
	}

	private static Connection borrow(DataSource dataSource) throws SQLException {
		Connection connection = dataSource.getConnection();
		try (Statement statement = connection.createStatement()) {
			statement.execute("select 'secret'");
		}
		return connection;
	}

	private static String printed(FlightRecording recording) throws Exception {
		Path file = recording.dump();
		try {
			ProcessBuilder jfr = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jfr").toString());
			jfr.command().addAll(COMMAND);
			jfr.command().add(file.toString());
			Process process = jfr.redirectErrorStream(true).start();
			String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(printed).isZero();
			return printed;
		}
		finally {
			Files.delete(file);
		}
	}

	/** In a JVM of its own, whose modules are limited. */
	static final class WithoutFlightRecorder {

		static final String MODULES = "java.base,java.sql,java.naming,java.management,java.instrument,java.desktop,"
				+ "java.net.http,java.rmi,jdk.unsupported";

		private WithoutFlightRecorder() {
		}

		public static void main(String[] args) {
			String recorder = ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? "with" : "without";
			new RecordedApplicationTests().contextRunner.run((context) -> {
				try (Connection connection = borrow(context.getBean(DataSource.class))) {
					System.out.println("borrowed " + recorder + " Flight Recorder"
							+ (connection.isClosed() ? ", but it is closed" : ""));
				}
			});
		}

	}

}
