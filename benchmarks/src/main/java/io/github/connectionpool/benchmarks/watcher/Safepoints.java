package io.github.connectionpool.benchmarks.watcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * The pauses of the whole application while something was done, and what the JVM paused
 * for, as its flight recorder tells.
 *
 * @param asked how many pauses the measuring thread asked for, collections of garbage
 * aside, by the name of the JVM's operation
 * @param askedTime how long these took, from the request to stop to the end
 * @param collections how many pauses were for collections, of any cause
 * @param collectionTime how long these took
 * @param others how many were for anything else
 */
record Safepoints(Map<String, Integer> asked, Duration askedTime, int collections, Duration collectionTime,
		int others) {

	private static final String OPERATION = "jdk.ExecuteVMOperation";

	private static final String BEGIN = "jdk.SafepointBegin";

	private static final String END = "jdk.SafepointEnd";

	/** How the names of operations of the JVM's collectors begin. */
	private static final List<String> COLLECTORS = List.of("G1", "Z", "X", "Shenandoah");

	/**
	 * Records the pauses meanwhile.
	 * @param work done by the calling thread
	 * @return the pauses
	 * @throws IOException if the recording cannot be read
	 */
	static Safepoints during(Runnable work) throws IOException {
		Path file = Files.createTempFile("safepoints", ".jfr");
		try (Recording recording = new Recording()) {
			recording.enable(OPERATION).withoutThreshold().withoutStackTrace();
			recording.enable(BEGIN).withoutThreshold().withoutStackTrace();
			recording.enable(END).withoutThreshold().withoutStackTrace();
			recording.start();
			work.run();
			recording.stop();
			recording.dump(file);
			return read(file, Thread.currentThread().getId());
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	private static Safepoints read(Path file, long asking) throws IOException {
		Map<Long, Instant> begins = new HashMap<>();
		Map<Long, Instant> ends = new HashMap<>();
		Map<Long, RecordedEvent> operations = new HashMap<>();
		for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
			switch (event.getEventType().getName()) {
				case BEGIN -> begins.put(event.getLong("safepointId"), event.getStartTime());
				case END -> ends.put(event.getLong("safepointId"), event.getEndTime());
				case OPERATION -> {
					if (event.getBoolean("safepoint")) {
						operations.put(event.getLong("safepointId"), event);
					}
				}
				default -> {
					// enabled by another recording
				}
			}
		}
		// a pause that had begun before the recording, or went on after it, does not
		// count
		begins.keySet().retainAll(ends.keySet());
		Map<String, Integer> asked = new TreeMap<>();
		Duration askedTime = Duration.ZERO;
		int collections = 0;
		Duration collectionTime = Duration.ZERO;
		int others = 0;
		for (Map.Entry<Long, Instant> begin : begins.entrySet()) {
			Duration time = Duration.between(begin.getValue(), ends.get(begin.getKey()));
			RecordedEvent operation = operations.get(begin.getKey());
			if (operation != null && isCollection(operation.getString("operation"))) {
				collections++;
				collectionTime = collectionTime.plus(time);
			}
			else if (operation != null && isBy(operation, asking)) {
				asked.merge(operation.getString("operation"), 1, Integer::sum);
				askedTime = askedTime.plus(time);
			}
			else {
				others++;
			}
		}
		return new Safepoints(asked, askedTime, collections, collectionTime, others);
	}

	private static boolean isCollection(String operation) {
		return operation.contains("Collect") || COLLECTORS.stream().anyMatch(operation::startsWith);
	}

	private static boolean isBy(RecordedEvent operation, long thread) {
		RecordedThread caller = operation.getThread("caller");
		return caller != null && caller.getJavaThreadId() == thread;
	}

	/** How many pauses the measuring thread asked for. */
	int askedCount() {
		return this.asked.values().stream().mapToInt(Integer::intValue).sum();
	}

}
