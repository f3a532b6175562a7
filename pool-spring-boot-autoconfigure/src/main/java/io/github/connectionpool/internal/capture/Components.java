package io.github.connectionpool.internal.capture;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Names the component of a framework that a frame belongs to.
 */
final class Components {

	/**
	 * A library under the name that users know.
	 *
	 * @param packages prefix of its classes
	 * @param name its name
	 * @param thing its part that borrows; null to take the name of the class
	 */
	private record Library(String packages, String name, @Nullable String thing) {
	}

	private static final List<Library> LIBRARIES = List.of(
			new Library("org.springframework.boot.jdbc.health.", "Spring Boot", "db health indicator"),
			new Library("org.springframework.boot.actuate.jdbc.", "Spring Boot", "db health indicator"),
			new Library("org.springframework.boot.", "Spring Boot", null),
			new Library("org.springframework.session.", "Spring Session", "session store"),
			new Library("org.springframework.batch.core.", "Spring Batch", "job repository"),
			new Library("org.springframework.batch.", "Spring Batch", null),
			new Library("org.springframework.integration.", "Spring Integration", null),
			new Library("org.springframework.security.", "Spring Security", "user details"),
			new Library("org.springframework.data.rest.", "Spring Data REST", null),
			new Library("org.springframework.data.", "Spring Data", ""),
			new Library("org.springframework.web.", "Spring MVC", null),
			new Library("org.springframework.modulith.", "Spring Modulith", null),
			new Library("org.springframework.scheduling.quartz.", "Quartz", "job store"),
			new Library("org.springframework.", "Spring", null), new Library("org.quartz.", "Quartz", "job store"),
			new Library("org.flywaydb.", "Flyway", "migration"), new Library("liquibase.", "Liquibase", "migration"),
			new Library("net.javacrumbs.shedlock.", "ShedLock", "lock"), new Library("reactor.", "Reactor", null),
			new Library("kotlinx.coroutines.", "Kotlin", "coroutines"),
			new Library("com.fasterxml.jackson.", "Jackson", null), new Library("tools.jackson.", "Jackson", null),
			new Library("com.github.kagkarlsson.", "db-scheduler", null),
			new Library("org.hibernate.", "Hibernate", ""), new Library("org.jooq.", "jOOQ", ""),
			new Library("org.apache.ibatis.", "MyBatis", ""), new Library("org.mybatis.", "MyBatis", ""),
			new Library("org.eclipse.persistence.", "EclipseLink", ""), new Library("io.grpc.", "gRPC", null),
			new Library("graphql.", "GraphQL", null), new Library("io.vertx.", "Vert.x", null),
			new Library("com.rabbitmq.", "RabbitMQ", null), new Library("org.jobrunr.", "JobRunr", null));

	private Components() {
	}

	/**
	 * The component of a frame.
	 * @return for example {@code Spring Boot's db health indicator}; null for an unknown
	 * library, which may be the application's own
	 */
	static @Nullable String name(StackTraceElement frame) {
		String type = frame.getClassName();
		for (Library library : LIBRARIES) {
			if (type.startsWith(library.packages())) {
				return library.name() + thing(library, type);
			}
		}
		return FrameKind.isKnownFramework(type) ? vendor(type) + "'s " + words(type) : null;
	}

	private static String thing(Library library, String type) {
		if (type.startsWith("org.springframework.integration.") && type.contains("Polling")) {
			return "'s poller";
		}
		String thing = (library.thing() != null) ? library.thing() : words(type);
		return thing.isEmpty() ? "" : "'s " + thing;
	}

	/** The last part of {@code org.apache.camel}, the second of {@code org.quartz}. */
	private static String vendor(String type) {
		String[] parts = type.split("\\.", -1);
		int part = switch (parts[0]) {
			case "org", "com", "io", "net" -> parts[1].equals("apache") || parts[1].equals("eclipse") ? 2 : 1;
			default -> 0;
		};
		String vendor = parts[Math.min(part, parts.length - 1)];
		return vendor.substring(0, 1).toUpperCase(Locale.ROOT) + vendor.substring(1);
	}

	/** {@code JdbcUserDetailsManager} as "jdbc user details manager". */
	private static String words(String type) {
		String simple = type.substring(type.lastIndexOf('.') + 1);
		int nested = simple.indexOf('$');
		return ((nested > 0) ? simple.substring(0, nested) : simple)
			.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
			.toLowerCase(Locale.ROOT);
	}

}
