package io.github.connectionpool.internal.boot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Stops the start on a Spring Boot that is older than the supported ones, before a bean
 * is defined. Later the first class that it lacks would stop the start, which explains
 * nothing. Where monitoring is switched off, nothing is loaded that could fail.
 */
final class SupportedVersions implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** The supported lines, for people. */
	static final String LINES = "3.5, 4.0 and 4.1";

	private static final int OLDEST_MAJOR = 3;

	private static final int OLDEST_MINOR = 5;

	private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\..*");

	private final @Nullable String version;

	/** Create for the Spring Boot on the class path. */
	SupportedVersions() {
		this(SpringBootVersion.getVersion());
	}

	SupportedVersions(@Nullable String version) {
		this.version = version;
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (this.version != null && isTooOld(this.version)
				&& !"false".equalsIgnoreCase(context.getEnvironment().getProperty("connectionpool.enabled"))) {
			throw new UnsupportedVersionException(this.version);
		}
	}

	/** A version that cannot be read is taken for a supported one. */
	private static boolean isTooOld(String version) {
		Matcher numbers = VERSION.matcher(version);
		if (!numbers.matches()) {
			return false;
		}
		int major = Integer.parseInt(numbers.group(1));
		return major < OLDEST_MAJOR || (major == OLDEST_MAJOR && Integer.parseInt(numbers.group(2)) < OLDEST_MINOR);
	}

}
