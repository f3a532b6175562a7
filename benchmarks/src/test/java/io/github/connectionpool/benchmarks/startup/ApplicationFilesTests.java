package io.github.connectionpool.benchmarks.startup;

import java.io.File;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationFilesTests {

	@Test
	void onlyWhatApplicationsHaveIsOnTheirClassPath() {
		String classPath = String.join(File.pathSeparator, "lib/spring-core-7.0.9.jar", "lib/spring-test-7.0.9.jar",
				"lib/jmh-core-1.37.jar", "lib/h2-2.4.240.jar", "benchmarks/target/classes",
				"lib/pool-spring-boot-autoconfigure-1.jar", "lib/druid-1.2.28.jar");
		assertThat(ApplicationFiles.libraries(classPath)).containsExactly("lib/spring-core-7.0.9.jar",
				"lib/h2-2.4.240.jar");
	}

	@Test
	void theStarterIsOnTheClassPathOnlyWhereItIsWanted() throws Exception {
		try (ApplicationFiles files = new ApplicationFiles()) {
			String without = files.classPath(false);
			assertThat(without).doesNotContain("starter.jar", "pool-spring-boot");
			assertThat(files.classPath(true)).startsWith(without).hasSizeGreaterThan(without.length());
		}
	}

}
