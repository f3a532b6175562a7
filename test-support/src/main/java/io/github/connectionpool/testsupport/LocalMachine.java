package io.github.connectionpool.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * This machine and this JVM, as a measurement has to name them.
 */
public final class LocalMachine {

	private static final long GIGABYTE = 1L << 30;

	private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

	private static final int CALLS = 1_000_000;

	private static final int REPETITIONS = 10;

	private LocalMachine() {
	}

	/**
	 * Describe it.
	 * @return names and values, in order
	 */
	public static Map<String, String> describe() {
		Map<String, String> machine = new LinkedHashMap<>();
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		machine.put("date", LocalDate.now(ZoneOffset.UTC).toString());
		machine.put("cores", Integer.toString(system.getAvailableProcessors()));
		machine.put("processor", processor());
		machine.put("memory", Math.round((double) system.getTotalMemorySize() / GIGABYTE) + " GB");
		machine.put("heap", Runtime.getRuntime().maxMemory() / (GIGABYTE >> 10) + " MB");
		machine.put("system", system.getName() + " " + system.getArch());
		machine.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
		return machine;
	}

	/**
	 * The version of a library, taken from the name of its jar, since not every manifest
	 * has it.
	 * @param type a class of the library
	 * @return the version
	 */
	public static String version(Class<?> type) {
		String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
		return jar.replaceAll(".*-(\\d[^/]*)\\.jar.*", "$1");
	}

	/**
	 * How long it takes to ask for the time.
	 * @return nanoseconds for a call of {@link System#nanoTime()}
	 */
	public static double nanosOfNanoTime() {
		double least = Double.MAX_VALUE;
		for (int repetition = 0; repetition < REPETITIONS; repetition++) {
			long start = System.nanoTime();
			long last = start;
			for (int call = 0; call < CALLS; call++) {
				last = System.nanoTime();
			}
			least = Math.min(least, (double) (last - start) / CALLS);
		}
		return least;
	}

	/** The JDK does not know. */
	private static String processor() {
		if (!Files.isReadable(LINUX_PROCESSORS)) {
			String processor = System.getenv("PROCESSOR_IDENTIFIER");
			return (processor != null) ? processor : "unknown";
		}
		try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse("unknown");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
