package io.github.connectionpool.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.benchmarks.borrow.BorrowGroup;
import io.github.connectionpool.benchmarks.candidate.Candidates;
import io.github.connectionpool.benchmarks.jmh.Timing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fraction of a group in milliseconds, to see that all of it works together.
 */
@Tag("measured")
class BenchmarksTests {

	/**
	 * Another build may be measuring on this machine, and is not to be disturbed either.
	 */
	@BeforeAll
	static void measureBesideOthers() {
		System.setProperty("jmh.ignoreLock", "true");
	}

	@Test
	void aGroupIsMeasuredAndWritten(@TempDir Path output) throws Exception {
		Group borrow = new BorrowGroup(List.of(Candidates.HIKARI, Candidates.NEVER), Timing.HERE);
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		boolean reached = new Benchmarks(new Arguments(List.of(borrow), Effort.SMOKE, output),
				new PrintStream(said, true, StandardCharsets.UTF_8))
			.run();
		JsonNode json = JsonMapper.shared().readTree(Files.readString(output.resolve("borrow.json")));
		assertThat(json.at("/machine/cores").asString()).isNotEmpty();
		assertThat(json.at("/machine/hikari").asString()).matches("\\d+\\.\\d+.*");
		assertThat(json.at("/tables/0/rows").size()).isEqualTo(2);
		assertThat(json.at("/tables/0/rows/1/0").asString()).isEqualTo("starter never");
		assertThat(json.at("/tables/0/rows/1/2").asDouble()).isPositive();
		assertThat(json.at("/targets/0/seen").asDouble()).isPositive();
		assertThat(Files.readString(output.resolve("borrow.md"))).startsWith("# What a borrow costs\n")
			.contains("| starter never | starter | ");
		assertThat(said.toString(StandardCharsets.UTF_8)).contains("borrow: 1 of ").contains("about ");
		// of "starter always" there is nothing
		assertThat(reached).isFalse();
	}

}
