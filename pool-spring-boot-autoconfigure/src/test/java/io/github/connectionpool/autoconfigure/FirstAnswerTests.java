package io.github.connectionpool.autoconfigure;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.github.connectionpool.endpoint.ConnectionPoolEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

class FirstAnswerTests {

	private static final long LONGEST_SECONDS = 30;

	/** The common pool may have a single thread. */
	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				ConnectionPoolAutoConfiguration.class, ConnectionPoolEndpointAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:first",
				"management.endpoints.web.exposure.include=connectionpool");

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@Test
	void theFirstAnswerDoesNotWaitForABeanThatIsBeingMade() {
		this.contextRunner.withUserConfiguration(WithSlowBean.class).run((context) -> {
			SlowBean.Gate gate = context.getBean(SlowBean.Gate.class);
			CompletableFuture<SlowBean> slow = CompletableFuture.supplyAsync(() -> context.getBean(SlowBean.class),
					this.threads);
			try {
				assertThat(gate.entered.await(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
				ConnectionPoolEndpoint endpoint = context.getBean(ConnectionPoolEndpoint.class);
				assertThat(CompletableFuture.supplyAsync(() -> Objects.requireNonNull(endpoint.pool("dataSource", 1)),
						this.threads))
					.succeedsWithin(LONGEST_SECONDS, TimeUnit.SECONDS);
				assertThat(CompletableFuture.supplyAsync(() -> evict(endpoint), this.threads))
					.succeedsWithin(LONGEST_SECONDS, TimeUnit.SECONDS);
				assertThat(slow).isNotDone();
			}
			finally {
				gate.leave.countDown();
			}
			assertThat(slow).succeedsWithin(LONGEST_SECONDS, TimeUnit.SECONDS);
		});
	}

	private static boolean evict(ConnectionPoolEndpoint endpoint) {
		try {
			return endpoint.evict("dataSource", "none") == null;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class WithSlowBean {

		@Bean
		SlowBean.Gate gate() {
			return new SlowBean.Gate();
		}

		@Bean
		@Lazy
		SlowBean slowBean(SlowBean.Gate gate) throws InterruptedException {
			gate.entered.countDown();
			gate.leave.await();
			return new SlowBean();
		}

	}

	/** As one that waits for a connection while it is made. */
	static class SlowBean {

		static class Gate {

			final CountDownLatch entered = new CountDownLatch(1);

			final CountDownLatch leave = new CountDownLatch(1);

		}

	}

}
