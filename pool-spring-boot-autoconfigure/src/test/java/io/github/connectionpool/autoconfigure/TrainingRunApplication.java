package io.github.connectionpool.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * An application in the training run of an AOT cache, which ends before its lifecycle
 * starts. It says what the starter has done until then, and what it does afterwards.
 */
final class TrainingRunApplication {

	private static final ServerSocket DATABASE = listen();

	private TrainingRunApplication() {
	}

	public static void main(String... arguments) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(WithPool.class)
			.web(WebApplicationType.NONE)
			.run("--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + DATABASE.getLocalPort() + "/shop");
		say("started");
		context.close();
	}

	private static ServerSocket listen() {
		try {
			ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
			socket.setSoTimeout(100);
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void say(String moment) {
		List<String> threads = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("connectionpool") || name.startsWith("HikariPool"))
			.sorted()
			.toList();
		System.out.println(moment + ": threads " + threads + ", database asked: " + isAsked());
	}

	private static boolean isAsked() {
		try {
			DATABASE.accept().close();
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class,
			ConnectionPoolContextAutoConfiguration.class, ConnectionPoolEndpointAutoConfiguration.class,
			ConnectionPoolHealthAutoConfiguration.class, ConnectionPoolMetricsAutoConfiguration.class })
	static class WithPool {

		@Bean
		DefaultLifecycleProcessor lifecycleProcessor() {
			return new DefaultLifecycleProcessor() {

				@Override
				public void onRefresh() {
					say("refreshed");
					super.onRefresh();
				}

			};
		}

	}

}
