package io.github.connectionpool.internal.worker;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NestedBorrowTests {

	private static final String[] POOL_WORKER = { "java.util.concurrent.ThreadPoolExecutor.runWorker:1136",
			"java.util.concurrent.ThreadPoolExecutor$Worker.run:635", "java.lang.Thread.run:840" };

	@Test
	void aMethodThatHasGoneOnFromItsBorrowIsStillInIt() {
		assertThat(moved(worker("com.shop.Orders.copy:10"),
				worker("io.github.connectionpool.internal.jdbc.NotedBorrows.borrow:80", "com.shop.Orders.copy:12")))
			.isTrue();
	}

	@Test
	void soIsAMethodThatHasCalledAnotherThatBorrowed() {
		assertThat(moved(worker("com.shop.Db.open:3", "com.shop.Orders.copy:10"),
				worker("com.shop.Db.open:3", "com.shop.Orders.copy:12")))
			.isTrue();
	}

	@Test
	void soIsATransactionOfWhichTheListenersRunAfterItsCommit() {
		String interceptor = "org.springframework.transaction.interceptor.TransactionAspectSupport.invokeWithinTransaction";
		assertThat(moved(worker("com.shop.Orders.place:5", interceptor + ":380", "com.shop.Batch.run:7"),
				worker("com.shop.Listener.on:9", interceptor + ":420", "com.shop.Batch.run:7")))
			.isTrue();
	}

	@Test
	void soIsARecursion() {
		assertThat(moved(worker("com.shop.Tree.walk:10"), worker("com.shop.Tree.walk:10", "com.shop.Tree.walk:12")))
			.isTrue();
	}

	@Test
	void aTaskThatIsAtTheSameLineMayBeTheNextOne() {
		assertThat(moved(worker("com.shop.Db.open:3"),
				worker("io.github.connectionpool.internal.jdbc.NotedBorrows.borrow:80", "com.shop.Db.open:3")))
			.isFalse();
	}

	@Test
	void anotherTaskOfTheSameWorkerIsOtherWork() {
		assertThat(moved(worker("com.shop.Orders.copy:10"), worker("com.shop.Invoices.print:12"))).isFalse();
	}

	@Test
	void aMethodThatIsCalledAtTheSameLineAsAnotherIsOtherWork() {
		assertThat(moved(worker("com.shop.Orders.handle:3", "com.shop.Dispatcher.run:10"),
				worker("com.shop.Invoices.handle:4", "com.shop.Dispatcher.run:10")))
			.isFalse();
	}

	@Test
	void theLoopOfAWorkerDoesNotTell() {
		assertThat(moved(frames("java.util.concurrent.ThreadPoolExecutor.runWorker:1130", "java.lang.Thread.run:840"),
				frames("java.util.concurrent.ThreadPoolExecutor.runWorker:1136", "java.lang.Thread.run:840")))
			.isFalse();
	}

	@Test
	void neitherDoesACoroutineWhichIsResumedInTheMiddle() {
		String resume = "kotlin.coroutines.jvm.internal.BaseContinuationImpl.resumeWith:33";
		assertThat(moved(worker("com.shop.Orders$copy$1.invokeSuspend:10", resume),
				worker("com.shop.Orders$copy$1.invokeSuspend:12", resume)))
			.isFalse();
	}

	@Test
	void withoutAStackNothingIsKnown() {
		assertThat(moved(frames(), worker("com.shop.Orders.copy:12"))).isFalse();
	}

	@Test
	void stacksThatAreCutOffAtTheirRootDoNotTell() {
		StackTraceElement[] deep = new StackTraceElement[WorkerStacks.MAX_DEPTH];
		Arrays.fill(deep, frames("com.shop.Tree.walk:12")[0]);
		assertThat(moved(deep, worker("com.shop.Tree.walk:10"))).isFalse();
	}

	@Test
	void thePlaceOfAWaitIsWithoutWhatThePoolDoes() {
		assertThat(NestedBorrow.waitingPlace(
				List.of(frames("jdk.internal.misc.Unsafe.park:-2", "com.zaxxer.hikari.util.ConcurrentBag.borrow:1",
						"io.github.connectionpool.internal.jdbc.NotedBorrows.borrow:80",
						"io.github.connectionpool.internal.jdbc.MonitoredDataSource.getConnection:60",
						"com.shop.Orders.copy:12"))))
			.containsExactly(frames("com.shop.Orders.copy:12"));
	}

	@Test
	void thePlaceOfAWaitForALockIsWithoutTheLock() {
		assertThat(NestedBorrow.waitingPlace(List.of(frames("jdk.internal.misc.Unsafe.park:-2",
				"java.util.concurrent.locks.ReentrantLock.lock:322", "com.shop.Orders.copy:12"))))
			.containsExactly(frames("com.shop.Orders.copy:12"));
	}

	private static boolean moved(StackTraceElement[] borrow, StackTraceElement[] now) {
		return NestedBorrow.hasMovedOn(borrow, now);
	}

	private static StackTraceElement[] worker(String... top) {
		String[] all = Arrays.copyOf(top, top.length + POOL_WORKER.length);
		System.arraycopy(POOL_WORKER, 0, all, top.length, POOL_WORKER.length);
		return frames(all);
	}

	/** Each is {@code Type.method:line}. */
	private static StackTraceElement[] frames(String... frames) {
		return Arrays.stream(frames).map((frame) -> {
			int dot = frame.lastIndexOf('.');
			int colon = frame.lastIndexOf(':');
			return new StackTraceElement(frame.substring(0, dot), frame.substring(dot + 1, colon), "A.java",
					Integer.parseInt(frame.substring(colon + 1)));
		}).toArray(StackTraceElement[]::new);
	}

}
