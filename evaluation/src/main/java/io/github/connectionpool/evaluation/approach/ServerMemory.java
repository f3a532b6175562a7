package io.github.connectionpool.evaluation.approach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The memory of a server that consists of many processes.
 *
 * @param bytes the sum; -1 if not known
 * @param kind {@code PSS} where what processes share is counted once, {@code RSS} where
 * each counts it again, empty if not known
 */
record ServerMemory(long bytes, String kind) {

	static final ServerMemory UNKNOWN = new ServerMemory(-1, "");

	private static final long KILOBYTE = 1024;

	/**
	 * The memory of a process and all it has started.
	 * @param process the first of them
	 * @return not known where there is no {@code /proc} that may be read
	 */
	static ServerMemory of(ProcessHandle process) {
		List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
		return sum(all, "smaps_rollup", "Pss:", "PSS").or(() -> sum(all, "status", "VmRSS:", "RSS")).orElse(UNKNOWN);
	}

	private static Optional<ServerMemory> sum(List<ProcessHandle> processes, String file, String entry, String kind) {
		long sum = 0;
		for (ProcessHandle process : processes) {
			OptionalLong kilobytes = kilobytes(Path.of("/proc", Long.toString(process.pid()), file), entry);
			if (kilobytes.isEmpty() && process.isAlive()) {
				return Optional.empty();
			}
			sum += kilobytes.orElse(0) * KILOBYTE;
		}
		return Optional.of(new ServerMemory(sum, kind));
	}

	private static OptionalLong kilobytes(Path file, String entry) {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.filter((line) -> line.startsWith(entry))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
				.findFirst();
		}
		catch (IOException | RuntimeException ex) {
			return OptionalLong.empty();
		}
	}

	/** For people. */
	String text() {
		return (this.bytes >= 0) ? Math.round(this.bytes / (double) (KILOBYTE * KILOBYTE)) + " MB " + this.kind
				: "not known";
	}

}
