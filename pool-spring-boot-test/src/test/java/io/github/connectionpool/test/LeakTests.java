package io.github.connectionpool.test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.shop.Lines;
import com.shop.RequestLeaks;
import com.shop.TestThreadLeaks;
import com.shop.ThreadLeaks;
import com.shop.TransactionLeak;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each leak of the scorecard that a test can have fails the test, with its line.
 */
class LeakTests {

	@AfterEach
	void leaveNoTransaction() {
		System.clearProperty(Wait.PROPERTY);
		TransactionSynchronizationManager.clear();
		Map.copyOf(TransactionSynchronizationManager.getResourceMap())
			.keySet()
			.forEach(TransactionSynchronizationManager::unbindResourceIfPossible);
	}

	@Test
	void leaksOfTheTestsThreadFailTheirTest() {
		System.setProperty(Wait.PROPERTY, "50ms");
		assertFailedWithTheirLines(26, TestThreadLeaks.class);
	}

	@Test
	void aTransactionThatIsLeftFailsItsTest() {
		System.setProperty(Wait.PROPERTY, "50ms");
		assertFailedWithTheirLines(1, TransactionLeak.class);
	}

	@Test
	void leaksOfOtherThreadsFailTheTestThatStartedTheWork() {
		System.setProperty(Wait.PROPERTY, "200ms");
		assertFailedWithTheirLines(16, ThreadLeaks.class);
	}

	@Test
	void leaksOfRequestsFailTheTestThatSentThem() {
		System.setProperty(Wait.PROPERTY, "200ms");
		assertFailedWithTheirLines(3, RequestLeaks.class);
	}

	private static void assertFailedWithTheirLines(int count, Class<?> type) {
		Map<String, List<String>> lines = new ConcurrentHashMap<>();
		Lines.take();
		Launched launched = Launched.run(Map.of(), (test) -> lines.put(test, Lines.take()), type);
		assertThat(launched.results()).hasSize(count).allSatisfy((test, failure) -> {
			assertThat(failure).as(test).isPresent();
			assertThat(failure.get()).isInstanceOf(OpenConnectionsError.class)
				.hasMessageContaining("The test " + type.getSimpleName() + "." + test
						+ "() has ended with 1 connection still borrowed:");
			assertThat(lines.get(test)).as(test)
				.isNotEmpty()
				.allSatisfy((line) -> assertThat(failure.get()).hasMessageContaining("at " + line));
		});
	}

}
