package io.github.connectionpool.evaluation.approach;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class ServerMemoryTests {

	@Test
	@EnabledOnOs(OS.LINUX)
	void aProcessNeedsMoreThanItsHeapInUse() {
		Runtime runtime = Runtime.getRuntime();
		long used = runtime.totalMemory() - runtime.freeMemory();
		ServerMemory memory = ServerMemory.of(ProcessHandle.current());
		assertThat(memory.bytes()).isGreaterThan(used / 2);
		assertThat(memory.kind()).isIn("PSS", "RSS");
	}

	@Test
	void whatIsNotKnownIsSaid() {
		assertThat(ServerMemory.UNKNOWN.text()).isEqualTo("not known");
		assertThat(new ServerMemory(3 << 20, "PSS").text()).isEqualTo("3 MB PSS");
	}

}
