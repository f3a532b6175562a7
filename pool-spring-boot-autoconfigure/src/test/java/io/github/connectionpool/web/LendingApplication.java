package io.github.connectionpool.web;

import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.connectionpool.PostgresServer;

/**
 * An application on PostgreSQL that is asked over HTTP and lends connections to a test.
 */
abstract class LendingApplication {

	@Autowired
	TestApplication.Lender lender;

	@LocalServerPort
	int port;

	@DynamicPropertySource
	static void postgres(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", PostgresServer::url);
	}

	@AfterEach
	void takeBack() throws Exception {
		this.lender.takeBack();
	}

}
