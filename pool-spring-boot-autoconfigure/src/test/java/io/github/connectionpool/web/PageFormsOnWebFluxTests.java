package io.github.connectionpool.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;

@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", "spring.webflux.base-path=/shop",
				"management.endpoints.web.exposure.include=connectionpool", "server.shutdown=immediate",
				"spring.datasource.url=jdbc:h2:mem:page-forms-webflux" })
class PageFormsOnWebFluxTests extends PageForms {

	@LocalServerPort
	private int port;

	@Override
	ResponseEntity<String> get(String path, @Nullable String accept) throws Exception {
		return Http.get(this.port, "/shop/actuator/connectionpool" + path, "none".equals(accept) ? null : accept);
	}

}
