package io.github.connectionpool.sample.web;

import java.net.URI;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The address under which the application reaches itself.
 */
@Component
public final class Loopback {

	private final Environment environment;

	Loopback(Environment environment) {
		this.environment = environment;
	}

	public URI uri(String pathAndQuery) {
		String port = this.environment.getRequiredProperty("local.server.port");
		return URI.create("http://127.0.0.1:" + port + pathAndQuery);
	}

}
