package io.github.connectionpool.benchmarks.candidate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An application that has no more than a HikariCP and its configured wrappers.
 */
final class PoolApplication {

	private PoolApplication() {
	}

	/**
	 * Start it.
	 * @param configuration the wrappers of the pool
	 * @param driver opens the pool's connections
	 * @param size how many connections it has
	 * @param properties the application's
	 * @return to be closed by the caller, with its pool
	 */
	static OpenPool start(Class<?> configuration, DataSource driver, int size, Map<String, String> properties) {
		List<String> arguments = new ArrayList<>();
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		ConfigurableApplicationContext context = new SpringApplicationBuilder(configuration)
			.web(WebApplicationType.NONE)
			.initializers(pool(driver, size))
			.registerShutdownHook(false)
			.run(arguments.toArray(String[]::new));
		return new OpenPool(context.getBean(DataSource.class), context::close);
	}

	private static ApplicationContextInitializer<GenericApplicationContext> pool(DataSource driver, int size) {
		return (context) -> context.registerBean("dataSource", HikariDataSource.class,
				() -> HikariPools.bare(driver, size));
	}

	static Map<String, String> without(Class<?>... autoConfigurations) {
		return Map.of("spring.autoconfigure.exclude",
				String.join(",", Arrays.stream(autoConfigurations).map(Class::getName).toList()));
	}

}
