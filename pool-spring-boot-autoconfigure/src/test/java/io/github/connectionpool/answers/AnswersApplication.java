package io.github.connectionpool.answers;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.github.connectionpool.PostgresServer;

/**
 * An application with a pool for each thing that can happen to one.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@AutoConfigurationPackage
class AnswersApplication {

	@Bean
	HikariDataSource busy() {
		return pool(PostgresServer.url(), 2);
	}

	@Bean
	HikariDataSource deadlocked() {
		HikariDataSource pool = pool(PostgresServer.url(), 2);
		pool.setConnectionTimeout(Duration.ofHours(1).toMillis());
		return pool;
	}

	@Bean
	HikariDataSource empty() {
		return pool(PostgresServer.url(), 10);
	}

	@Bean
	HikariDataSource exhausted() {
		return pool(PostgresServer.url(), 2);
	}

	@Bean
	HikariDataSource leaking() {
		return pool(PostgresServer.url(), 8);
	}

	@Bean
	HikariDataSource unreachable() {
		HikariDataSource pool = pool("jdbc:postgresql://127.0.0.1:1/shop?user=shop", 3);
		pool.setConnectionTimeout(250);
		pool.setInitializationFailTimeout(-1);
		return pool;
	}

	static HikariDataSource pool(String url, int size) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setMaximumPoolSize(size);
		return pool;
	}

	@Bean
	Heard heard() {
		return new Heard();
	}

	@Bean
	ThreadPoolTaskExecutor worker() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(1);
		executor.setThreadNamePrefix("worker-");
		return executor;
	}

}
