package io.github.connectionpool.web;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.JavaProcess;
import io.github.connectionpool.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that loses five connections a second on an exception path, under 200
 * requests a second on a pool of ten, in a JVM of its own with the heap that a JVM takes
 * in a container of 512 MB. {@code -Dstorm.seconds=300} lets it run for five minutes,
 * {@code -Dstorm.jvm=-Xmx1g,-XX:+UseG1GC} in another JVM.
 */
@Tag("long")
class LeakStormTests {

	private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("storm.seconds", 12));

	private static final List<String> JVM = List
		.of(System.getProperty("storm.jvm", "-Xmx128m,-XX:+UseSerialGC").split(","));

	@Test
	void runsOnWhenWhatIsUnreachableIsReclaimed() throws Exception {
		try (JavaProcess application = start("--connectionpool.leak.reclaim=unreachable",
				"--connectionpool.leak.collect-garbage=under-pressure")) {
			int port = port(application);
			LeakStorm.Outcome outcome = new LeakStorm(port).run(DURATION, LeakStorm::hasLeakedMoreThanThePool);
			DocumentContext heard = JsonPath.parse(Http.get(port, "/heard").getBody());
			System.out.println("reclaim=unreachable: " + outcome + " " + heard.jsonString());
			assertThat(outcome.failedBorrows()).isZero();
			assertThat(outcome.harmed()).isZero();
			assertThat(heard.<Integer>read("$.reclaimed")).isBetween(outcome.leaks() - LeakStorm.POOL, outcome.leaks());
			assertThat(heard.<String>read("$.reclaims[0]")).startsWith("UNREACHABLE at ").contains(".lose(");
			assertThat(heard.<Integer>read("$.reclaims.length()")).isOne();
		}
	}

	@Test
	void isExhaustedWhenNothingIsReclaimed() throws Exception {
		try (JavaProcess application = start("--spring.datasource.hikari.connection-timeout=3000")) {
			int port = port(application);
			LeakStorm.Outcome outcome = new LeakStorm(port).run(Duration.ofSeconds(6), LeakStorm::hasFailedABorrow);
			DocumentContext heard = JsonPath.parse(Http.get(port, "/heard").getBody());
			System.out.println("reclaim=never: " + outcome + " " + heard.jsonString());
			assertThat(outcome.failedBorrows()).isPositive();
			assertThat(heard.<Integer>read("$.reclaimed")).isZero();
			assertThat(heard.<String>read("$.exhaustions[0]")).contains(".lose(LeakStormApplication.java:");
		}
	}

	private static JavaProcess start(String... arguments) throws IOException {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--spring.datasource.url=" + PostgresServer.url(),
				"--spring.datasource.hikari.maximum-pool-size=" + LeakStorm.POOL, "--logging.level.root=off",
				"--spring.main.banner-mode=off"));
		all.addAll(List.of(arguments));
		return JavaProcess.start(LeakStormApplication.class, JVM, all);
	}

	private static int port(JavaProcess application) throws IOException {
		return Integer.parseInt(application.awaitLine(LeakStormApplication.PORT));
	}

}
