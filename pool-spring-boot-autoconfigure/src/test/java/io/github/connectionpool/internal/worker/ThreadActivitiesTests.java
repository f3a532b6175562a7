package io.github.connectionpool.internal.worker;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ThreadActivity.Place;
import io.github.connectionpool.report.ThreadActivity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the stacks of real threads tell of where they are.
 */
class ThreadActivitiesTests {

	private static final CallSites CALL_SITES = new CallSites(List.of("io.github.connectionpool.internal.worker"));

	private final CountDownLatch release = new CountDownLatch(1);

	private @Nullable Thread thread;

	@AfterEach
	void end() throws InterruptedException {
		this.release.countDown();
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
			thread.join();
		}
	}

	@Test
	void isAsleep() {
		expect(Place.SLEEP, () -> Thread.sleep(Duration.ofHours(1).toMillis()));
	}

	@Test
	void isBlockedOnAMonitor() {
		Object monitor = new Object();
		synchronized (monitor) {
			expect(Place.LOCK, () -> {
				synchronized (monitor) {
					this.release.countDown();
				}
			});
		}
	}

	@Test
	void waitsForALock() {
		ReentrantLock lock = new ReentrantLock();
		lock.lock();
		try {
			expect(Place.LOCK, lock::lockInterruptibly);
		}
		finally {
			lock.unlock();
		}
	}

	@Test
	void waitsForAResult() {
		expect(Place.WAIT, () -> new CompletableFuture<Void>().get());
	}

	@Test
	void waitsToBeNotified() {
		Object monitor = new Object();
		expect(Place.WAIT, () -> {
			synchronized (monitor) {
				while (this.release.getCount() > 0) {
					monitor.wait();
				}
			}
		});
	}

	@Test
	void waitsForAnAnswerByHttp() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			HttpRequest request = HttpRequest
				.newBuilder(URI.create("http://localhost:" + silent.getLocalPort() + "/pay"))
				.build();
			expect(Place.HTTP, () -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()));
		}
	}

	@Test
	void readsFromASocket() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
			InputStream input = socket.getInputStream();
			expect(Place.NETWORK, () -> assertThat(input.read()).isNegative());
		}
	}

	@Test
	void waitsForThePool() throws Exception {
		try (HikariDataSource hikari = TestPools.hikari(1)) {
			MonitoredDataSource dataSource = new MonitoredDataSource(hikari,
					TestPools.pool("dataSource", TestPools.statistics(hikari)), () -> CheckoutContext.NONE);
			try (Connection only = dataSource.getConnection()) {
				expect(Place.POOL, () -> dataSource.getConnection().close());
				assertThat(only.isClosed()).isFalse();
			}
		}
	}

	@Test
	void isInTheDatabaseWhateverItDoesThere() throws Exception {
		try (HikariDataSource hikari = TestPools.hikari(1);
				Connection connection = hikari.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("create alias sleep for \"java.lang.Thread.sleep(long)\"");
			try {
				expect(Place.DATABASE, () -> statement.execute("call sleep(3600000)"));
			}
			finally {
				end();
			}
		}
	}

	@Test
	void runs() {
		expect(Place.RUNNING, () -> {
			while (this.release.getCount() > 0) {
				Thread.onSpinWait();
			}
		});
	}

	@Test
	void hasEnded() throws Exception {
		Thread ended = TestPools.onThread("worker", Thread::currentThread);
		assertThat(of(ended)).isEqualTo(new ThreadActivity(Place.ENDED, null));
		assertThat(of(ended).words()).isEqualTo("has ended");
	}

	@Test
	void onlyWhatIsAboveTheApplicationsLineTells() {
		expect(Place.RUNNING, () -> List.of(1).forEach((one) -> {
			while (this.release.getCount() > 0) {
				Thread.onSpinWait();
			}
		}));
	}

	@Test
	void readsAFile() {
		assertThat(ThreadActivities.of(Thread.State.RUNNABLE,
				List.of(frame("java.io.FileInputStream", "readBytes"), frame("java.io.FileInputStream", "read"),
						frame("com.shop.Import", "read"), frame("java.lang.Thread", "sleep")),
				CALL_SITES))
			.isEqualTo(new ThreadActivity(Place.FILE, "com.shop.Import.read(Import.java:1)"));
	}

	@Test
	void mayHaveNoLineOfTheApplication() {
		ThreadActivity whereabouts = ThreadActivities.of(Thread.State.WAITING,
				List.of(frame("java.lang.Object", "wait"), frame("java.lang.Thread", "run")), CALL_SITES);
		assertThat(whereabouts).isEqualTo(new ThreadActivity(Place.WAIT, null));
		assertThat(whereabouts.words()).isEqualTo("waits for another thread");
	}

	@Test
	void aThreadWithoutAStackRuns() {
		assertThat(ThreadActivities.of(Thread.State.RUNNABLE, List.of(), CALL_SITES))
			.isEqualTo(new ThreadActivity(Place.RUNNING, null));
	}

	private static StackTraceElement frame(String type, String method) {
		return new StackTraceElement(type, method, type.substring(type.lastIndexOf('.') + 1) + ".java", 1);
	}

	private static ThreadActivity of(Thread thread) {
		return ThreadActivities.of(thread.getState(), List.of(thread.getStackTrace()), CALL_SITES);
	}

	/** What a thread does is found out, with the line that does it. */
	private void expect(Place place, Action action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (Exception ex) {
				// it is to end
			}
		}, "worker");
		thread.setDaemon(true);
		this.thread = thread;
		thread.start();
		TestPools.await().until(() -> of(thread).place() == place && of(thread).line() != null);
		// and it stays there
		ThreadActivity whereabouts = of(thread);
		assertThat(whereabouts.place()).isEqualTo(place);
		assertThat(whereabouts.line()).startsWith(ThreadActivitiesTests.class.getName());
		assertThat(whereabouts.words()).endsWith(" at " + whereabouts.line());
	}

	/** May fail. */
	@FunctionalInterface
	private interface Action {

		void run() throws Exception;

	}

}
