package io.github.connectionpool.admin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application with the starter and a pool of three, which registers itself at a server
 * of Spring Boot Admin. It leaks.
 */
final class Shop implements AutoCloseable {

	static final String NAME = "shop";

	/** The link that its metadata has for the side bar. */
	static final String LINK = "https://orders.example.com/actuator/connectionpool";

	private final ConfigurableApplicationContext application;

	/** Reachable, so that no garbage collection decides on them. */
	private final List<Connection> kept = new ArrayList<>();

	private Shop(ConfigurableApplicationContext application) {
		this.application = application;
	}

	static Shop start(AdminServer server) {
		return new Shop(new SpringApplicationBuilder(Application.class)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.application.name=" + NAME, "spring.datasource.url=jdbc:h2:mem:shop",
					"spring.datasource.hikari.maximum-pool-size=3", "connectionpool.check-interval=200ms",
					"connectionpool.leak.evidence-after=500ms", "connectionpool.leak.quiet=1s",
					"management.endpoints.web.exposure.include=health,connectionpool",
					"spring.boot.admin.client.url=" + server.address(),
					"spring.boot.admin.client.instance.metadata.sidebar.links.0.label=Pools",
					"spring.boot.admin.client.instance.metadata.sidebar.links.0.url=" + LINK)
			.run());
	}

	String port() {
		return this.application.getEnvironment().getRequiredProperty("local.server.port");
	}

	/** Two connections whose threads have ended. */
	void leak() throws InterruptedException {
		for (int i = 0; i < 2; i++) {
			Thread thread = new Thread(this::borrow);
			thread.start();
			thread.join();
		}
	}

	private void borrow() {
		try {
			this.kept.add(this.application.getBean(DataSource.class).getConnection());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws SQLException {
		for (Connection connection : this.kept) {
			connection.close();
		}
		this.application.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
