package io.github.connectionpool.benchmarks.postgres;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.jdbc.NotedBorrows;

/**
 * An application with a pool of ten, as Spring Boot makes it.
 */
final class Shop implements AutoCloseable {

	private static final String STARTER = "io.github.connectionpool.autoconfigure.";

	private final ConfigurableApplicationContext context;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transactions;

	private Shop(ConfigurableApplicationContext context) {
		this.context = context;
		this.jdbc = context.getBean(JdbcTemplate.class);
		this.transactions = context.getBean(TransactionTemplate.class);
	}

	/**
	 * Start one with the starter.
	 * @param arguments the settings that differ from the defaults
	 */
	static Shop withStarter(Database database, String... arguments) {
		Shop shop = start(database, arguments);
		if (!(shop.context.getBean(DataSource.class) instanceof NotedBorrows.Source)) {
			throw new IllegalStateException("The starter does not monitor");
		}
		// the meters are read from it
		shop.context.getBean(MeterRegistry.class).get("connectionpool.acquire").meters();
		return shop;
	}

	/**
	 * Start one in which the starter has no beans.
	 */
	static Shop withoutStarter(Database database) {
		String starter = StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, Shop.class.getClassLoader()).spliterator(), false)
			.filter((name) -> name.startsWith(STARTER))
			.collect(Collectors.joining(","));
		Shop shop = start(database, "--spring.autoconfigure.exclude=${wrappers.auto-configurations}," + starter);
		if (starter.isEmpty() || shop.context.getBeanProvider(PoolRegistry.class).getIfAvailable() != null
				|| shop.context.getBean(DataSource.class) instanceof NotedBorrows.Source) {
			throw new IllegalStateException("The starter is there");
		}
		return shop;
	}

	private static Shop start(Database database, String... arguments) {
		return new Shop(new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn",
					"spring.datasource.url=" + database.url(), "spring.datasource.username=postgres",
					// the starter would choose a size by formula where none is set
					"spring.datasource.hikari.maximum-pool-size=10")
			.run(arguments));
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	TransactionTemplate transactions() {
		return this.transactions;
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
