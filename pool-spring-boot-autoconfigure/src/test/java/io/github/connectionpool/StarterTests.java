package io.github.connectionpool;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*", "spring.jmx.enabled=true" })
class StarterTests {

	@Autowired
	private DataSource dataSource;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void postgres(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", PostgresServer::url);
	}

	@Test
	void showsWhoHoldsAConnection() throws Exception {
		List<Connection> held = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Connection c = this.dataSource.getConnection();
			c.createStatement().executeQuery("select 'secret', 42").next();
			held.add(c);
		}

		for (String p : List.of("connectionpool", "connectionpool/dataSource?limit=1", "health", "prometheus")) {
			String s = RestClient.create("http://localhost:" + this.port)
				.get()
				.uri("/actuator/" + p)
				.retrieve()
				.body(String.class);
			System.out.println(p + ": "
					+ (p.equals("prometheus") ? String.join("\n", s.lines()
						.filter((l) -> l.contains("connectionpool") || l.contains("hikari") || l.contains("jdbc"))
						.toList()) : s));
		}
		for (Connection c : held) {
			c.close();
		}
		assertThat(held).hasSize(4);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
