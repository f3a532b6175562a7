package io.github.connectionpool.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Foreign texts in the page and in the report: names of the application, of a pool and of
 * a thread, and SQL.
 */
@SpringBootTest(classes = HostilePageTests.Application.class,
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=connectionpool",
				"management.endpoint.connectionpool.show-values=always",
				"spring.application.name=</title><script>alert(0)</script>" })
class HostilePageTests {

	private static final String POOL = "p\"'><script>alert(1)</script>";

	private static final String THREAD = "t\u001b[31m\u202E\nevil\"'><img src=x onerror=alert(2)>";

	private static final String SQL = "select '\"></code><script>alert(3)</script>\u001b[2J'";

	@Autowired
	private DataSource pool;

	private final List<Connection> borrowed = new ArrayList<>();

	@LocalServerPort
	private int port;

	@AfterEach
	void giveBack() throws Exception {
		for (Connection connection : this.borrowed) {
			connection.close();
		}
	}

	@Test
	void foreignTextsStayTextInThePage() throws Exception {
		borrow();
		for (String path : List.of("", "/" + URLEncoder.encode(POOL, StandardCharsets.UTF_8).replace("+", "%20"))) {
			String page = read("/actuator/connectionpool" + path, "text/html");
			assertThat(page).doesNotContain("<script>", "<img", "\u001b", "\u202E");
		}
		String page = read("/actuator/connectionpool", "text/html");
		assertThat(page).contains("p&quot;&#39;&gt;&lt;script&gt;alert(1)",
				"t [31m  evil&quot;&#39;&gt;&lt;img src=x onerror=alert(2)", "&lt;script&gt;alert(3)",
				"&lt;/title&gt;&lt;script&gt;alert(0)");
		assertThat(page.split("<script", -1)).as("the script of the page, and no other").hasSize(2);
	}

	@Test
	void foreignTextsMakeNoLineOfTheReportAndNoControlCharacter() throws Exception {
		borrow();
		String report = read("/actuator/connectionpool", "text/plain");
		assertThat(report).contains("t [31m  evil\"'><").contains("<script>alert(3)");
		assertThat(report.chars().filter((c) -> c != '\n' && (Character.isISOControl(c) || c == '\u202E'))).isEmpty();
		assertThat(report.lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(100))
			.noneMatch((line) -> line.strip().startsWith("evil"));
	}

	@Test
	void foreignNamesOfWorkStayTextWhereTheUseOfThePoolIsShown() throws Exception {
		borrow();
		TestPools.await()
			.untilAsserted(
					() -> assertThat(read("/actuator/connectionpool", "text/html")).contains("What uses the pool"));
		assertThat(read("/actuator/connectionpool", "text/html"))
			.contains("data-key=\"thread t [#m  evil&quot;&#39;&gt;&lt;img src=x onerror=alert(#)&gt;\"")
			.doesNotContain("<img", "\u001b", "\u202E");
		String report = read("/actuator/connectionpool", "text/plain");
		assertThat(report).contains("USE, ", " thread t [#m  evil\"'><img");
		assertThat(report.chars().filter((c) -> c != '\n' && (Character.isISOControl(c) || c == '\u202E'))).isEmpty();
	}

	private String read(String path, String accept) throws Exception {
		return String.valueOf(Http.get(this.port, path, accept).getBody());
	}

	private void borrow() throws Exception {
		Thread thread = new Thread(() -> {
			try {
				Connection connection = this.pool.getConnection();
				this.borrowed.add(connection);
				connection.createStatement().execute(SQL);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}, THREAD);
		thread.start();
		thread.join();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage
	static class Application {

		@Bean(POOL)
		HikariDataSource pool() {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl("jdbc:h2:mem:hostile-page");
			return pool;
		}

	}

}
