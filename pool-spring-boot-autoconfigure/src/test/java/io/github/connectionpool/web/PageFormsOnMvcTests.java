package io.github.connectionpool.web;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On Spring MVC, on a management port of its own, with other paths than the default ones.
 */
@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=connectionpool", "management.server.port=0",
				"management.server.base-path=/ops", "management.endpoints.web.base-path=/manage",
				"management.endpoints.web.path-mapping.connectionpool=db/pools", "spring.application.name=shop & co",
				"spring.datasource.url=jdbc:h2:mem:page-forms-mvc" })
class PageFormsOnMvcTests extends PageForms {

	@LocalManagementPort
	private int port;

	@Override
	ResponseEntity<String> get(String path, @Nullable String accept) throws Exception {
		return Http.get(this.port, "/ops/manage/db/pools" + path, "none".equals(accept) ? null : accept);
	}

	@Test
	void allAddressesAreRelativeToThePathAsItIsMapped() throws Exception {
		assertThat(get("", BROWSER).getBody()).contains("<title>✓ dataSource is well – shop &amp; co</title>")
			.contains("href=\"./pools/-/page.css\"", "src=\"./pools/-/page.js\"",
					"href=\"./pools/dataSource/snapshot.json\"")
			.doesNotContain("href=\"/", "src=\"/");
		assertThat(get("/dataSource", BROWSER).getBody())
			.contains("href=\"../pools/-/page.css\"", "action=\"../pools/dataSource/plan\"")
			.doesNotContain("href=\"/", "src=\"/");
	}

}
