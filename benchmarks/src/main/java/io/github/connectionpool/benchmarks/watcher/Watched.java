package io.github.connectionpool.benchmarks.watcher;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import io.github.connectionpool.alert.Alerts;
import io.github.connectionpool.alert.EventPublisher;
import io.github.connectionpool.benchmarks.slices.StubPool;
import io.github.connectionpool.endpoint.ConnectionPoolEndpoint;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.watch.WatchSettings;
import io.github.connectionpool.internal.watch.Watcher;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.Verdict;

/**
 * An application with a pool of stubs, so many of which are held. Its watcher does not
 * run, but looks when it is told to.
 */
final class Watched implements AutoCloseable {

	private static final Duration LONGEST_TO_JUDGE = Duration.ofMinutes(1);

	private static final long BETWEEN_LOOKS_NANOS = 20_000_000;

	private final ConfigurableApplicationContext context;

	private final Held held;

	private final Looks looks;

	Watched(int held) throws Exception {
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=off",
					"management.endpoints.web.exposure.include=connectionpool",
					// when a verdict is given changes nothing of what it costs
					"connectionpool.leak.evidence-after=200ms", "connectionpool.leak.quiet=1s",
					// a suspicion needs the stack of the borrow, and every stack costs a
					// check most
					"connectionpool.capture.stack=always", "held=" + held)
			.run();
		this.context.getBean(Watcher.class).stop();
		this.held = new Held(pool(), held);
		this.looks = new Looks(this.context.getBean(Watcher.class));
	}

	DataSource pool() {
		return this.context.getBean(DataSource.class);
	}

	Held held() {
		return this.held;
	}

	Looks looks() {
		return this.looks;
	}

	ConnectionPoolEndpoint endpoint() {
		return this.context.getBean(ConnectionPoolEndpoint.class);
	}

	EndpointJsonMapper json() {
		return this.context.getBean(EndpointJsonMapper.class);
	}

	/** Not running yet. */
	Watcher watcher(Duration interval) {
		return new Watcher(this.context.getBean(PoolRegistry.class), WatchSettings.every(interval),
				this.context.getBean(PoolMonitor.class), new Alerts(this.context.getBean(EventPublisher.class)));
	}

	/**
	 * Look until all suspects and leaks are found.
	 * @return how long the slowest of these looks took, in nanoseconds
	 */
	long judge() {
		long begin = System.nanoTime();
		long slowest = 0;
		while (!isJudged()) {
			if (System.nanoTime() - begin > LONGEST_TO_JUDGE.toNanos()) {
				throw new IllegalStateException("Not all of %d suspects and %d leaked are found: %s"
					.formatted(this.held.suspects(), this.held.leaked(), last().verdicts()));
			}
			slowest = Math.max(slowest, this.looks.take());
			LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
		}
		return slowest;
	}

	private boolean isJudged() {
		PoolSnapshot last = last();
		return last.count(Verdict.SUSPECT) == this.held.suspects() && last.count(Verdict.LEAKED) == this.held.leaked();
	}

	/** As the last check has left it. */
	private PoolSnapshot last() {
		return this.context.getBean(PoolMonitor.class)
			.snapshot(this.context.getBean(PoolRegistry.class).all().get(0), Duration.ofHours(1));
	}

	@Override
	public void close() {
		this.held.close();
		this.context.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		StubPool pool(@Value("${held}") int held) {
			return new StubPool(2 * held);
		}

		@Bean
		DataSourcePoolMetadataProvider stubPoolMetadata() {
			return (dataSource) -> (dataSource instanceof StubPool pool) ? new StubMetadata(pool) : null;
		}

	}

}
