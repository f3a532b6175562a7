package io.github.connectionpool.internal.watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Reason;
import io.github.connectionpool.report.ThreadActivity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A PostgreSQL connection that is used through the driver's own object, on the thread
 * that borrowed it.
 */
class UnwrappedInUseTests {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final HikariDataSource hikari = new HikariDataSource();

	private final MonitoredPool pool = TestPools.pool("orders", TestPools.statistics(this.hikari));

	private final MonitoredDataSource dataSource = new MonitoredDataSource(this.hikari, this.pool,
			() -> CheckoutContext.NONE);

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final Told told = new Told();

	private final PoolWatch watch = this.told.watch(this.pool, this.judge);

	private final CountDownLatch left = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private @Nullable Thread listener;

	private long now = System.nanoTime() + MINUTE;

	@AfterEach
	void end() throws Exception {
		this.release.countDown();
		notifyListener();
		Thread listener = this.listener;
		if (listener != null) {
			listener.join();
		}
		this.hikari.close();
	}

	@Test
	void isExecutingWhileItsThreadIsInTheDriverHoweverLong() throws Exception {
		Checkout checkout = listen("set search_path to public", false);
		awaitExecuting(checkout);
		for (int i = 0; i < 5; i++) {
			look(10);
			assertThat(judgement(checkout)).isEqualTo(Judgement.EXECUTING);
		}
		assertThat(new Reporter(this.judge).judge(this.pool).checkouts(1)).singleElement().satisfies((report) -> {
			assertThat(report.judgement()).isEqualTo(Judgement.EXECUTING);
			assertThat(report.owner().whereabouts().place()).isEqualTo(ThreadActivity.Place.DATABASE);
			assertThat(report.explanation())
				.startsWith("Its thread is in the database driver, through the driver's connection");
		});
		assertThat(this.told.lines).isEmpty();
	}

	@Test
	void theSameWithinAUnitOfWork() throws Exception {
		Checkout checkout = listen("set search_path to public", true);
		awaitExecuting(checkout);
		look(10);
		assertThat(judgement(checkout)).isEqualTo(Judgement.EXECUTING);
	}

	@Test
	void toBeSeenInTheDriverIsAUseThatClears() throws Exception {
		Checkout checkout = listen("set search_path to public", false);
		TestPools.await().until(() -> checkout.isDriverUnwrapped());
		checkout.checked(this.now);
		assertThat(this.judge.judge(checkout, this.now + 6 * MINUTE)).isEqualTo(Judgement.NO_ACTIVITY);
		awaitExecuting(checkout);
		letItLeaveTheDriver();
		look(1);
		look(1);
		assertThat(judgement(checkout)).isEqualTo(Judgement.HELD);
	}

	@Test
	void itsAgeCountsFromWhenItWasLastSeenThere() throws Exception {
		Checkout checkout = listen("set search_path to public", false);
		awaitExecuting(checkout);
		letItLeaveTheDriver();
		look(1);
		look(4);
		assertThat(judgement(checkout)).isEqualTo(Judgement.HELD);
		look(6);
		assertThat(judgement(checkout)).isEqualTo(Judgement.NO_ACTIVITY);
	}

	@Test
	void oneThatListensIsNotSuspectedForItsAge() throws Exception {
		Checkout checkout = listen("LISTEN orders", false);
		awaitExecuting(checkout);
		letItLeaveTheDriver();
		look(1);
		look(1000);
		assertThat(judgement(checkout)).isEqualTo(Judgement.HELD);
		assertThat(new Reporter(this.judge).report(checkout, Judgement.HELD, this.now).explanation())
			.contains("; it listens for notifications, so its age says nothing.");
	}

	@Test
	void oneThatListensIsSuspectedWhenItsThreadHasEnded() throws Exception {
		Checkout checkout = listen("LISTEN orders", false);
		awaitExecuting(checkout);
		letItLeaveTheDriver();
		this.release.countDown();
		TestPools.await().until(() -> {
			look(1);
			return judgement(checkout).equals(Judgement.suspect(Reason.OWNER_ENDED));
		});
	}

	private void letItLeaveTheDriver() throws Exception {
		notifyListener();
		this.left.await();
	}

	private void awaitExecuting(Checkout checkout) {
		TestPools.await().until(() -> {
			look(0);
			return checkout.evidence().isInDriver() && judgement(checkout).equals(Judgement.EXECUTING);
		});
	}

	private void look(long minutes) {
		this.now += minutes * MINUTE;
		this.watch.check(this.now);
	}

	private Judgement judgement(Checkout checkout) {
		return this.judge.judge(checkout, this.now);
	}

	/** On a thread that waits in the driver, and then where it has borrowed. */
	private Checkout listen(String statement, boolean inWork) throws Exception {
		this.hikari.setJdbcUrl(PostgresServer.url());
		this.hikari.setMaximumPoolSize(2);
		Thread listener = new Thread(() -> {
			if (inWork) {
				WorkUnit.run("listener", () -> waitForNotification(statement));
			}
			else {
				waitForNotification(statement);
			}
		});
		this.listener = listener;
		listener.start();
		TestPools.await().until(() -> this.pool.ledger().size() == 1);
		return this.pool.ledger().oldestFirst().get(0);
	}

	/** Kept by the driver's object only, and never given back. */
	private void waitForNotification(String statement) {
		try {
			Connection connection = this.dataSource.getConnection();
			try (Statement listening = connection.createStatement()) {
				listening.execute("listen wake");
				listening.execute("unlisten *");
				listening.execute(statement);
			}
			PGConnection driver = connection.unwrap(PGConnection.class);
			try (Statement bare = ((Connection) driver).createStatement()) {
				bare.execute("listen wake");
			}
			driver.getNotifications(0);
			this.left.countDown();
			this.release.await();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void notifyListener() throws SQLException {
		try (Connection connection = this.hikari.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("notify wake");
		}
	}

}
