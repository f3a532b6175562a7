package io.github.connectionpool.web;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Page and report of a pool that has no free connection. Its borrowers wait without end,
 * so that an answer that needed a connection would not come.
 */
@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*", "spring.datasource.hikari.maximum-pool-size=4",
				"spring.datasource.hikari.connection-timeout=0", "connectionpool.check-interval=100ms",
				"connectionpool.leak.quiet=1s" })
class PageInTroubleTests extends LendingApplication {

	private static final String PATH = "/actuator/connectionpool";

	/** Some forty, and a few more where much is wrong at once. */
	private static final int MOST_LINES = 50;

	@Autowired
	private DataSource pool;

	private final List<Thread> threads = new ArrayList<>();

	@AfterEach
	void endTheThreads() throws InterruptedException {
		for (Thread thread : this.threads) {
			thread.interrupt();
			thread.join();
		}
	}

	@Test
	void ofAFullPoolPageAndReportAreAnsweredWhileBorrowersWait() throws Exception {
		this.lender.lend(2, "select 1");
		this.lender.lendAtAnotherLine(2, "select 2");
		start(() -> this.pool.getConnection().close());
		TestPools.await().until(() -> read("text/plain").startsWith("dataSource has no free connection."));
		assertThat(read("text/plain")).contains("All 4 connections are borrowed, 1 borrower waits", "HELD BY\n",
				"Lender.lend(TestApplication.java:", "1 borrower waits for a connection.");
		assertThat(read("text/html")).contains("dataSource has no free connection", "1 borrower waits");
		assertThatAllStillWait();
	}

	@Test
	void ofADeadlockPageAndReportAreAnsweredWhileItGoesOn() throws Exception {
		CyclicBarrier allHaveOne = new CyclicBarrier(4);
		for (int i = 0; i < 4; i++) {
			start(() -> {
				Connection first = this.pool.getConnection();
				try {
					allHaveOne.await();
					this.pool.getConnection().close();
				}
				finally {
					first.close();
				}
			});
		}
		TestPools.await().until(() -> read("text/plain").startsWith("dataSource is deadlocked."));
		assertThat(read("text/plain")).contains("WAITING\n", "PageInTroubleTests.");
		assertThat(read("text/html")).contains("dataSource is deadlocked", "<h2 id=\"waiters-h\">Deadlock</h2>");
		assertThatAllStillWait();
	}

	private void assertThatAllStillWait() {
		assertThat(this.threads).isNotEmpty().allMatch(Thread::isAlive);
	}

	private String read(String accept) throws Exception {
		String answer = String.valueOf(Http.get(this.port, PATH, accept).getBody());
		if (accept.equals("text/plain")) {
			assertThat(answer.lines()).hasSizeLessThanOrEqualTo(MOST_LINES)
				.allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(100));
		}
		return answer;
	}

	private void start(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (Exception ex) {
				// interrupted at the end of a test
			}
		});
		this.threads.add(thread);
		thread.start();
	}

	@FunctionalInterface
	private interface Work {

		void run() throws Exception;

	}

}
