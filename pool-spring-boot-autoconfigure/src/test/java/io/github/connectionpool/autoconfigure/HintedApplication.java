package io.github.connectionpool.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.PGConnection;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.test.agent.RuntimeHintsInvocations;
import org.springframework.aot.test.agent.RuntimeHintsRecorder;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A web application under Spring's agent for hints. It says which reflective calls and
 * resources of the starter a native image would not have. The agent sees what the JVM
 * does, not what a native image does.
 */
@SuppressWarnings("removal") // the agent has no successor yet
final class HintedApplication {

	private HintedApplication() {
	}

	/**
	 * Run it.
	 * @param arguments URL of a database
	 */
	public static void main(String... arguments) {
		RuntimeHints hints = hints(arguments[0]);
		RuntimeHintsInvocations invocations = RuntimeHintsRecorder.record(() -> use(arguments[0]));
		System.out.println("recorded: " + missing(invocations, new RuntimeHints()));
		System.out.println("missing: " + missing(invocations, hints));
		System.exit(0);
	}

	private static String missing(RuntimeHintsInvocations invocations, RuntimeHints hints) {
		StringBuilder missing = new StringBuilder();
		invocations.assertThat()
			.notMatching(hints)
			.allSatisfy((invocation) -> missing.append(invocation.toString().replaceAll("\\s+", " ")).append("; "));
		return missing.isEmpty() ? "nothing" : missing.toString();
	}

	/** What processing ahead of time registers. */
	private static RuntimeHints hints(String url) {
		AnnotationConfigServletWebServerApplicationContext context = new AnnotationConfigServletWebServerApplicationContext();
		TestPropertyValues.of(properties(url)).applyTo(context);
		context.register(Shop.class);
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		return generation.getRuntimeHints();
	}

	private static String[] properties(String url) {
		return new String[] { "spring.datasource.url=" + url, "server.port=0",
				"management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always" };
	}

	private static void use(String url) {
		String[] arguments = Arrays.stream(properties(url)).map((each) -> "--" + each).toArray(String[]::new);
		try (ConfigurableApplicationContext context = SpringApplication.run(Shop.class, arguments)) {
			String address = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
			DataSource dataSource = context.getBean(DataSource.class);
			context.getBean(ThreadPoolTaskExecutor.class).submit(() -> borrow(dataSource)).get();
			try (Connection connection = dataSource.getConnection()) {
				connection.unwrap(PGConnection.class).getNotifications();
				context.getBean(HikariDataSource.class).evictConnection(connection);
				get(address + "/actuator/connectionpool", "application/json");
				get(address + "/actuator/connectionpool/dataSource", "application/json");
				get(address + "/actuator/connectionpool/dataSource", "text/html");
				get(address + "/actuator/connectionpool/dataSource", "text/plain");
			}
			get(address + "/actuator/connectionpool/dataSource/page.css", "text/css");
			get(address + "/actuator/connectionpool/dataSource/page.js", "text/javascript");
			get(address + "/actuator/health", "application/json");
			get(address + "/actuator/prometheus", "text/plain");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean borrow(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return connection.isValid(0);
		}
	}

	private static void get(String address, String accept) throws InterruptedException {
		try {
			HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(address)).header("Accept", accept).build(),
						BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		@Bean
		ThreadPoolTaskExecutor worker() {
			return new ThreadPoolTaskExecutor();
		}

	}

}
