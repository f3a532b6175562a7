package io.github.connectionpool.database;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.checkout.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

@NullMarked
class ServerWatchSparingTests {

	private static final Instant START = Instant.parse("2026-11-21T02:47:00Z");

	private final TestPools.Numbers numbers = new TestPools.Numbers().jdbcUrl("jdbc:postgresql:")
		.counts(new ConnectionCounts(8, 2, 10, 10, 0));

	private final FakeConnection connection = new FakeConnection();

	private Instant now = START;

	private ServerWatch watch = watch(() -> {
	});

	@Test
	void borrowsOneOfTwoThatAreIdle() {
		this.watch.read();
		assertThat(this.connection.calls).startsWith("lent");
	}

	@Test
	void leavesTheLastIdleConnectionToTheApplication() {
		this.numbers.counts(new ConnectionCounts(9, 1, 10, 10, 0));
		assertThat(this.watch.read()).isFalse();
		assertThat(this.connection.calls).isEmpty();
	}

	@Test
	void borrowsNothingWhileSomebodyWaits() {
		this.numbers.counts(new ConnectionCounts(8, 2, 10, 10, 1));
		this.watch.read();
		assertThat(this.connection.calls).isEmpty();
	}

	@Test
	void doesNotStartAPool() {
		this.numbers.counts(new ConnectionCounts(0, 0, 10, 10, 0));
		this.watch.read();
		assertThat(this.connection.calls).isEmpty();
	}

	@Test
	void borrowsNothingFromAPoolThatDoesNotTellHowManyAreIdle() {
		this.numbers.counts(new ConnectionCounts(0, null, 10, 10, null));
		this.watch.read();
		assertThat(this.connection.calls).isEmpty();
	}

	@Test
	void givesBackAtOnceWhatTheApplicationNeedsMeanwhile() {
		this.watch = watch(() -> this.numbers.counts(new ConnectionCounts(10, 0, 10, 10, 0)));
		assertThat(this.watch.read()).isFalse();
		assertThat(this.connection.calls).containsExactly("lent", "close");
	}

	@Test
	void givesBackAtOnceWhatThePoolHasLentTooLate() {
		this.watch = new ServerWatch(this.numbers, this.connection.lentWith(() -> {
		}), (connection) -> this.connection.calls.add("evicted"),
				new ReadSettings(true, Duration.ofSeconds(30), Duration.ofNanos(-1)));
		assertThat(this.watch.read()).isFalse();
		assertThat(this.connection.calls).containsExactly("lent", "close");
		assertThat(this.watch.reading().problem()).contains("has not lent a connection within");
	}

	@Test
	void leavesAPoolOfOneAloneAndSaysSo() {
		this.numbers.counts(new ConnectionCounts(0, 1, 1, 1, 0));
		this.watch.read();
		assertThat(this.connection.calls).isEmpty();
		assertThat(this.watch.reading().problem()).contains("at most one connection");
		assertThat(this.watch.reading().unknownSince()).isEqualTo(START);
	}

	@Test
	void saysAfterThreeIntervalsSinceWhenNoConnectionCouldBeSpared() {
		this.numbers.counts(new ConnectionCounts(10, 0, 10, 10, 5));
		this.watch.read();
		this.now = START.plusSeconds(89);
		this.watch.read();
		assertThat(this.watch.reading()).isEqualTo(Known.nothing());
		this.now = START.plusSeconds(90);
		this.watch.read();
		assertThat(this.watch.reading().problem()).contains("No connection could be spared");
		assertThat(this.watch.reading().unknownSince()).isEqualTo(START);
	}

	@Test
	void throwsAwayWhatIsCutOff() {
		this.watch.read();
		assertThat(this.connection.calls).containsExactly("lent", "setNetworkTimeout(2000)", "setAutoCommit(true)",
				"evicted");
		assertThat(this.watch.reading().problem()).contains("cut off", "08006");
		assertThat(this.watch.reading().unknownSince()).isEqualTo(START);
	}

	@Test
	void returnsAsItCameWhatTheServerHasOnlyRefused() {
		this.connection.statementsFailWith(new SQLException("permission denied for view pg_settings", "42501"));
		this.watch.read();
		assertThat(this.connection.calls).containsExactly("lent", "setNetworkTimeout(2000)", "setAutoCommit(true)",
				"setAutoCommit(false)", "setNetworkTimeout(7)", "close");
	}

	@Test
	void throwsAwayWhatCannotBeRestored() {
		this.connection.statementsFailWith(new SQLException("permission denied", "42501"))
			.failsAt("setNetworkTimeout(7)");
		this.watch.read();
		assertThat(this.connection.calls).endsWith("setAutoCommit(false)", "evicted");
	}

	@Test
	void throwsAwayWhatCannotBeLimited() {
		this.connection.failsAt("setNetworkTimeout(2000)");
		this.watch.read();
		assertThat(this.connection.calls).containsExactly("lent", "evicted");
	}

	@Test
	void returnsTheConnectionOfAnotherProductAndNeverAsksAgain() {
		this.connection.product("H2");
		this.numbers.jdbcUrl("jdbc:postgresql-lookalike:");
		this.watch.read();
		this.watch.read();
		assertThat(this.connection.calls).containsOnlyOnce("lent").endsWith("setNetworkTimeout(7)", "close");
		assertThat(this.watch.isRead()).isFalse();
		assertThat(this.watch.reading()).isEqualTo(Known.nothing());
	}

	@Test
	void neverBorrowsFromAPoolOfAnotherDatabase() {
		this.numbers.jdbcUrl("jdbc:h2:mem:");
		this.watch.read();
		assertThat(this.connection.calls).isEmpty();
		assertThat(this.watch.isRead()).isFalse();
		assertThat(this.watch.reading()).isEqualTo(Known.nothing());
	}

	@Test
	void readsNothingWhenSwitchedOff() {
		this.watch = new ServerWatch(this.numbers, this.connection.lentWith(() -> {
		}), (connection) -> this.connection.calls.add("evicted"), ReadSettings.off());
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

	private ServerWatch watch(Runnable whenLent) {
		InstantSource clock = () -> this.now;
		return new ServerWatch(this.numbers, this.connection.lentWith(whenLent),
				(connection) -> this.connection.calls.add("evicted"),
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
