package io.github.connectionpool.checkout;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds the call site in a checkout stack: the topmost frame that belongs to the
 * application; failing that, the first that belongs to no JDK, driver, pool or framework.
 * Immutable and thread-safe.
 */
public final class CallSites {

	static final List<String> OWN_PACKAGES = List.of("io.github.connectionpool.jdbc.",
			"io.github.connectionpool.checkout.");

	private static final List<String> KNOWN_PACKAGES = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.",
			"jakarta.", "kotlin.", "kotlinx.", "io.github.connectionpool.", "org.springframework.", "org.hibernate.",
			"com.zaxxer.hikari.", "org.apache.tomcat.", "org.apache.catalina.", "org.apache.coyote.",
			"org.apache.commons.dbcp2.", "org.apache.commons.pool2.", "oracle.", "org.postgresql.", "com.mysql.",
			"org.mariadb.", "org.h2.", "com.microsoft.sqlserver.", "org.flywaydb.", "liquibase.", "org.jooq.",
			"org.apache.ibatis.", "org.mybatis.", "io.micrometer.", "org.aspectj.", "org.eclipse.jetty.",
			"io.undertow.", "reactor.");

	private static final Pattern JDK_PROXY = Pattern.compile("\\$Proxy\\d+$");

	private final List<String> applicationPackages;

	/**
	 * Create for the packages of an application.
	 * @param applicationPackages names of packages that belong to the application with
	 * all below them; may be empty
	 */
	public CallSites(Collection<String> applicationPackages) {
		this.applicationPackages = applicationPackages.stream().map((name) -> name + ".").toList();
	}

	/**
	 * Find the call site.
	 * @param frames a stack, topmost frame first
	 * @return the frame, or null if the stack has none that qualifies
	 */
	public @Nullable StackTraceElement find(StackTraceElement[] frames) {
		StackTraceElement found = first(frames, (type) -> startsWithAny(type, this.applicationPackages));
		return (found != null) ? found : first(frames, (type) -> !startsWithAny(type, KNOWN_PACKAGES));
	}

	/**
	 * A frame as it is written in a report, without class loader and module.
	 * @param frame the frame
	 * @return for example {@code com.shop.OrderRepository.find(OrderRepository.java:42)}
	 */
	public static String describe(StackTraceElement frame) {
		String place;
		if (frame.isNativeMethod()) {
			place = "Native Method";
		}
		else if (frame.getFileName() == null) {
			place = "Unknown Source";
		}
		else {
			place = (frame.getLineNumber() >= 0) ? frame.getFileName() + ":" + frame.getLineNumber()
					: frame.getFileName();
		}
		return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")";
	}

	private static @Nullable StackTraceElement first(StackTraceElement[] frames, Predicate<String> qualifies) {
		for (StackTraceElement frame : frames) {
			String type = frame.getClassName();
			// a generated proxy stands where the code it wraps stands, but has no line to
			// show
			if (!type.contains("$$") && !JDK_PROXY.matcher(type).find() && qualifies.test(type)) {
				return frame;
			}
		}
		return null;
	}

	private static boolean startsWithAny(String type, List<String> packages) {
		for (String name : packages) {
			if (type.startsWith(name)) {
				return true;
			}
		}
		return false;
	}

}
