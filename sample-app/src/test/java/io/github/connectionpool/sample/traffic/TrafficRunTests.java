package io.github.connectionpool.sample.traffic;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TrafficRunTests {

	@Test
	void everyArrivalIsSentAndCounted() {
		TrafficRun run = new TrafficRun(() -> true, 100, 1);
		run.run();
		TrafficReport report = run.report();
		assertThat(report.running()).isFalse();
		// a machine that stalls may drop some
		assertThat(report.sent() + report.dropped()).isEqualTo(100);
		assertThat(report.succeeded()).isPositive().isEqualTo(report.sent());
		assertThat(report.p99Millis()).isPositive();
	}

	@Test
	void aVisitorWhoIsTurnedAwayHasFailed() {
		TrafficRun run = new TrafficRun(() -> {
			throw new IOException("closed");
		}, 10, 1);
		run.run();
		assertThat(run.report().failed()).isEqualTo(10);
	}

	@Test
	void arrivalsBeyondTheBoundAreDropped() throws InterruptedException {
		CountDownLatch shopOpens = new CountDownLatch(1);
		TrafficRun run = new TrafficRun(() -> {
			shopOpens.await();
			return true;
		}, 500, 1);
		Thread thread = new Thread(run);
		thread.start();
		await().atMost(Duration.ofMinutes(1)).until(() -> run.report().sent() + run.report().dropped() == 500);
		shopOpens.countDown();
		thread.join();
		assertThat(run.report().succeeded()).isEqualTo(64);
		assertThat(run.report().dropped()).isEqualTo(500 - 64);
	}

	@Test
	void aStoppedRunSendsNoMore() {
		TrafficRun run = new TrafficRun(() -> true, 1, 600);
		run.stop();
		run.run();
		assertThat(run.report().sent()).isLessThanOrEqualTo(1);
		assertThat(run.isRunning()).isFalse();
	}

}
