package io.github.connectionpool.benchmarks.startup;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.List;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A small application that says when it is ready, what it holds then, and ends. It names
 * no class of the starter, and is all of the benchmarks that is on its class path.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartedApplication {

	static final String READY = "ready";

	private static final int COLLECTIONS = 3;

	@Bean
	ApplicationRunner firstStatement(JdbcTemplate jdbc) {
		return (arguments) -> jdbc.execute("select 1");
	}

	/**
	 * Start it.
	 * @param args as of any Spring Boot application
	 */
	@SuppressWarnings("SystemOut") // the JVM that started it reads
	public static void main(String[] args) {
		SpringApplication.run(StartedApplication.class, args);
		System.out.println(READY);
		long cpuMillis = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
		}
		List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
		long metaspace = pools.stream()
			.filter((pool) -> pool.getName().equals("Metaspace"))
			.mapToLong((pool) -> pool.getUsage().getUsed())
			.sum();
		System.out.println(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + " " + metaspace + " "
				+ ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() + " " + cpuMillis);
		Runtime.getRuntime().halt(0);
	}

}
