package io.github.connectionpool.internal.server;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

@NullMarked
class ServerWatchTests {

	private static final String ABORT = "abort";

	private static final Instant START = Instant.parse("2026-11-21T02:47:00Z");

	private final TestPools.Numbers numbers = new TestPools.Numbers().jdbcUrl("jdbc:postgresql:")
		.counts(new ConnectionCounts(8, 2, 10, 10, 0));

	private final FakeConnection connection = new FakeConnection();

	private Instant now = START;

	private ServerWatch watch = watch(this.connection.opened());

	@Test
	void asksWhileAConnectionIsIdle() {
		this.numbers.counts(new ConnectionCounts(9, 1, 10, 10, 0));
		this.watch.read();
		assertThat(this.connection.calls).startsWith("opened");
	}

	@Test
	void leavesTheServerAloneWhileNoneIs() {
		this.numbers.counts(new ConnectionCounts(10, 0, 10, 10, 0));
		assertThat(this.watch.read()).isFalse();
		assertThat(this.connection.calls).isEmpty();
	}

	@Test
	void leavesTheServerAloneWhileSomebodyWaits() {
		this.numbers.counts(new ConnectionCounts(8, 2, 10, 10, 1));
		this.watch.read();
		assertThat(this.connection.calls).isEmpty();
	}

	@Test
	void asksNothingBeforeThePoolHasStarted() {
		this.numbers.counts(new ConnectionCounts(0, 0, 10, 10, 0));
		this.watch.read();
		this.now = START.plusSeconds(1000);
		this.watch.read();
		assertThat(this.connection.calls).isEmpty();
		assertThat(this.watch.reading()).isEqualTo(LastReading.nothing());
	}

	@Test
	void asksNothingOfAPoolThatDoesNotTellHowManyAreIdle() {
		this.numbers.counts(new ConnectionCounts(0, null, 10, 10, null));
		this.watch.read();
		assertThat(this.connection.calls).isEmpty();
	}

	@Test
	void showsNothingWhenItIsNotKnownHowThePoolConnects() {
		this.watch = watch(OwnConnections.UNKNOWN);
		assertThat(this.watch.read()).isFalse();
		assertThat(this.watch.isRead()).isFalse();
		assertThat(this.watch.reading()).isEqualTo(LastReading.nothing());
	}

	@Test
	void triesAgainOnlyAfterAnHourWhenItsLoginWasRefused() {
		refused("28P01", Duration.ofHours(1));
	}

	@Test
	void triesAgainOnlyAfterFiveMinutesWhenTheServerIsFull() {
		refused("53300", Duration.ofMinutes(5));
	}

	private void refused(String sqlState, Duration pause) {
		AtomicInteger attempts = new AtomicInteger();
		this.watch = watch((limits) -> {
			attempts.incrementAndGet();
			throw new SQLException("no", sqlState);
		});
		this.watch.read();
		this.now = START.plus(pause).minusSeconds(1);
		this.watch.read();
		assertThat(attempts).hasValue(1);
		assertThat(this.watch.reading().problem()).contains(sqlState);
		this.now = START.plus(pause);
		this.watch.read();
		assertThat(attempts).hasValue(2);
	}

	@Test
	void saysAfterThreeIntervalsSinceWhenThePoolHadNothingIdle() {
		this.numbers.counts(new ConnectionCounts(10, 0, 10, 10, 5));
		this.watch.read();
		this.now = START.plusSeconds(89);
		this.watch.read();
		assertThat(this.watch.reading()).isEqualTo(LastReading.nothing());
		this.now = START.plusSeconds(90);
		this.watch.read();
		assertThat(this.watch.reading().problem()).contains("no idle connection");
		assertThat(this.watch.reading().unknownSince()).isEqualTo(START);
	}

	@Test
	void cutsOffWhatHasFailed() {
		this.watch.read();
		assertThat(this.connection.calls).containsExactly("opened", "setNetworkTimeout(2000)", "setAutoCommit(true)",
				ABORT);
		assertThat(this.watch.reading().problem()).contains("cut off", "08006");
		assertThat(this.watch.reading().unknownSince()).isEqualTo(START);
	}

	@Test
	void cutsOffWhatCannotBeLimited() {
		this.connection.failsAt("setNetworkTimeout(2000)");
		this.watch.read();
		assertThat(this.connection.calls).containsExactly("opened", ABORT);
	}

	@Test
	void limitsHowLongTheDriverOfPostgresTakesInSeconds() {
		assertThat(limits("jdbc:postgresql:")).containsOnly(Map.entry("connectTimeout", "2"),
				Map.entry("socketTimeout", "2"), Map.entry("loginTimeout", "2"));
	}

	@Test
	void limitsHowLongTheDriverOfMariaDbTakesInMilliseconds() {
		assertThat(limits("jdbc:mariadb://localhost/shop")).containsOnly(Map.entry("connectTimeout", "2000"),
				Map.entry("socketTimeout", "2000"));
	}

	@Test
	void saysThatAReadingHangsThatTheDriverDoesNotEnd() throws Exception {
		CountDownLatch opened = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		ServerWatch hanging = new ServerWatch(this.numbers, (limits) -> {
			opened.countDown();
			try {
				end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return null;
		}, new ReadSettings(true, Duration.ofSeconds(30), Duration.ofNanos(1)));
		Thread reader = new Thread(hanging::read);
		reader.start();
		opened.await();
		TestPools.await().untilAsserted(() -> {
			hanging.hurry();
			assertThat(hanging.reading().problem()).contains("did not answer");
		});
		end.countDown();
		reader.join();
	}

	@Test
	void closesTheConnectionOfAnotherProductAndNeverAsksAgain() {
		this.connection.product("H2");
		this.numbers.jdbcUrl("jdbc:postgresql://lookalike/orders");
		this.watch.read();
		this.watch.read();
		assertThat(this.connection.calls).containsOnlyOnce("opened").endsWith("close");
		assertThat(this.watch.isRead()).isFalse();
		assertThat(this.watch.reading()).isEqualTo(LastReading.nothing());
	}

	@Test
	void neverConnectsToAnotherDatabase() {
		this.numbers.jdbcUrl("jdbc:h2:mem:");
		this.watch.read();
		assertThat(this.connection.calls).isEmpty();
		assertThat(this.watch.isRead()).isFalse();
		assertThat(this.watch.reading()).isEqualTo(LastReading.nothing());
	}

	@Test
	void readsNothingWhenSwitchedOff() {
		this.watch = new ServerWatch(this.numbers, this.connection.opened(),
				new ReadSettings(false, Duration.ofSeconds(30), Duration.ofSeconds(2)));
		this.watch.read();
		assertThat(this.connection.calls).isEmpty();
		assertThat(this.watch.isRead()).isFalse();
	}

	@Test
	void neverThrows() {
		this.numbers.failure(new IllegalStateException("closed"));
		assertThat(this.watch.read()).isFalse();
		assertThat(this.watch.reading().problem()).contains("closed");
	}

	private Map<Object, Object> limits(String url) {
		Map<Object, Object> given = new HashMap<>();
		this.numbers.jdbcUrl(url);
		watch((limits) -> {
			given.putAll(limits);
			return null;
		}).read();
		return given;
	}

	private ServerWatch watch(OwnConnections connections) {
		InstantSource clock = () -> this.now;
		return new ServerWatch(this.numbers, connections,
				new ReadSettings(true, Duration.ofSeconds(30), Duration.ofSeconds(2)), clockOf(clock));
	}

	private static Clock clockOf(InstantSource source) {
		return new Clock() {

			@Override
			public ZoneOffset getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(java.time.@Nullable ZoneId zone) {
				return this;
			}

			@Override
			public Instant instant() {
				return source.instant();
			}

		};
	}

}
