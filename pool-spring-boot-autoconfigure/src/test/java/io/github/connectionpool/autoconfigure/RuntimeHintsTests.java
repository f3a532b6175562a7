package io.github.connectionpool.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.aot.test.agent.RuntimeHintsRecorder;

import io.github.connectionpool.JavaProcess;
import io.github.connectionpool.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that the starter calls by reflection, and all that it reads from its jar, on the
 * way of an application, is registered for native images.
 */
class RuntimeHintsTests {

	@Test
	@SuppressWarnings("removal") // the agent has no successor yet
	void whatIsRecordedIsRegistered() throws Exception {
		Path agent = Path.of(RuntimeHintsRecorder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		try (JavaProcess process = JavaProcess.start(HintedApplication.class,
				List.of("-javaagent:" + agent + "=+io.github.connectionpool"), List.of(PostgresServer.url()))) {
			assertThat(process.awaitLine("recorded: ")).contains("page.css", "PGConnection");
			assertThat(process.awaitLine("missing: ")).isEqualTo("nothing");
		}
	}

}
