package io.github.connectionpool.admin;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import de.codecentric.boot.admin.server.config.EnableAdminServer;
import org.awaitility.Awaitility;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * A real server of Spring Boot Admin that has the view on its class path.
 */
final class AdminServer implements AutoCloseable {

	private final ConfigurableApplicationContext application;

	private final RestClient client;

	private AdminServer(ConfigurableApplicationContext application) {
		this.application = application;
		this.client = RestClient.create(address());
	}

	static AdminServer start() {
		return new AdminServer(new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"connectionpool.enabled=false")
			.run());
	}

	String address() {
		return "http://127.0.0.1:" + this.application.getEnvironment().getProperty("local.server.port");
	}

	/** Where the instance has its view, once the server knows the endpoints of it. */
	String view(String name) {
		return instance(name) + "/connectionpool";
	}

	/** Where the instance has its details, once the server knows its endpoints. */
	String details(String name) {
		return instance(name) + "/details";
	}

	/** A client or a server that was too slow tries again after ten seconds. */
	private String instance(String name) {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			for (JsonNode instance : this.client.get().uri("/instances").retrieve().body(JsonNode.class)) {
				if (instance.at("/registration/name").asString().equals(name) && !instance.get("endpoints").isEmpty()) {
					return address() + "/instances/" + instance.get("id").asString();
				}
			}
			return null;
		}, (found) -> found != null);
	}

	/** Registers an instance as its own client would. */
	void register(String name, URI actuator) {
		this.client.post()
			.uri("/instances")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("name", name, "managementUrl", actuator.toString(), "healthUrl", actuator + "/health",
					"serviceUrl", actuator.resolve("/").toString()))
			.retrieve()
			.toBodilessEntity();
	}

	@Override
	public void close() {
		this.application.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAdminServer
	static class Application {

	}

}
