package io.github.connectionpool.internal.checkout;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

class BorrowersTests {

	@Test
	void aPlatformThreadIsFoundByItsIdentifier() {
		Borrower borrower = Borrower.current();
		assertThat(Borrower.of(borrower.id())).isSameAs(borrower);
	}

	@Test
	void aThreadThatHasNotBorrowedIsNotFound() {
		assertThat(Borrower.of(Long.MAX_VALUE)).isNull();
	}

	@Test
	void whatIsCollectedIsForgotten() throws Exception {
		long id = TestPools.onThread("worker", () -> Borrower.current().id());
		TestPools.await().until(() -> {
			System.gc();
			return Borrower.of(id) == null;
		});
		int before = Borrowers.size();
		for (int i = 0; i < 50; i++) {
			TestPools.onThread("worker", Borrower::current);
		}
		TestPools.await().until(() -> {
			System.gc();
			return Borrowers.size() <= before;
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsAreNotKept() throws Exception {
		Borrower[] borrower = new Borrower[1];
		Thread thread = (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class)
			.invoke(null, (Runnable) () -> borrower[0] = Borrower.current());
		thread.join();
		assertThat(Borrower.of(borrower[0].id())).isNull();
	}

}
