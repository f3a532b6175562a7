package io.github.connectionpool.benchmarks.watcher;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.UnitOfWork;
import io.github.connectionpool.benchmarks.slices.Depth;
import io.github.connectionpool.benchmarks.slices.StubPool;

/**
 * Connections that are held, most of them innocently, by threads whose stacks are some
 * fifty frames deep.
 */
final class Held implements AutoCloseable {

	private static final int DEPTH = 42;

	private static final int BETWEEN_RUNS_MILLIS = 30;

	/** As many as a web server has threads. */
	private static final int MOST_OWNERS = 200;

	/** Eight of ten are ordinary, and one is suspect, and one leaked. */
	private static final Kind[] KINDS = { Kind.IN_CALL, Kind.BUSY, Kind.IN_CALL, Kind.BUSY, Kind.SUSPECT, Kind.IN_CALL,
			Kind.BUSY, Kind.IN_CALL, Kind.BUSY, Kind.WORK_ENDED, Kind.IN_CALL, Kind.BUSY, Kind.IN_CALL, Kind.BUSY,
			Kind.SUSPECT, Kind.IN_CALL, Kind.BUSY, Kind.IN_CALL, Kind.BUSY, Kind.THREAD_ENDED };

	private final DataSource pool;

	private final List<ExecutorService> owners = new ArrayList<>();

	/** Garbage would be proven to be leaked. */
	private final Queue<Connection> handles = new ConcurrentLinkedQueue<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private final int count;

	private final AtomicInteger suspects = new AtomicInteger();

	private final AtomicInteger leaked = new AtomicInteger();

	/** Borrow so many, and return when all are borrowed. */
	Held(DataSource pool, int count) throws Exception {
		this.pool = pool;
		this.count = count;
		int owners = Math.min(count, MOST_OWNERS);
		CountDownLatch held = new CountDownLatch(count);
		for (int i = 0; i < owners; i++) {
			int share = count / owners + ((i < count % owners) ? 1 : 0);
			own(KINDS[i % KINDS.length], share, held);
		}
		held.await();
	}

	int count() {
		return this.count;
	}

	int owners() {
		return this.owners.size();
	}

	/** How many checkouts a check should suspect. */
	int suspects() {
		return this.suspects.get();
	}

	/** How many checkouts a check should find leaked. */
	int leaked() {
		return this.leaked.get();
	}

	@SuppressWarnings("FutureReturnValueIgnored") // no thread waits for an owner
	private void own(Kind kind, int share, CountDownLatch held) {
		ExecutorService owner = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task, "owner-" + this.owners.size());
			thread.setDaemon(true);
			return thread;
		});
		this.owners.add(owner);
		switch (kind) {
			case IN_CALL -> owner.submit(() -> inWork(() -> {
				Connection last = borrow(share, held);
				try (Statement statement = last.createStatement()) {
					return statement.execute(StubPool.ENDLESS);
				}
			}));
			case BUSY -> owner.submit(() -> Depth.below(DEPTH, () -> {
				borrow(share, held);
				return run();
			}));
			case SUSPECT -> {
				this.suspects.addAndGet(share);
				owner.submit(() -> Depth.below(DEPTH, () -> borrow(share, held)));
				owner.submit(() -> OtherWork.below(DEPTH, this.end));
			}
			case WORK_ENDED -> {
				this.leaked.addAndGet(share);
				owner.submit(() -> inWork(() -> borrow(share, held)));
				owner.submit(() -> OtherWork.below(DEPTH, this.end));
			}
			case THREAD_ENDED -> {
				this.leaked.addAndGet(share);
				owner.submit(() -> Depth.below(DEPTH, () -> borrow(share, held)));
				owner.shutdown();
			}
		}
	}

	/** Now and then, so that a later check has to take its stack again. */
	private boolean run() throws InterruptedException {
		boolean over = false;
		while (!over) {
			over = this.end.await(BETWEEN_RUNS_MILLIS, TimeUnit.MILLISECONDS);
		}
		return over;
	}

	private static <T extends @Nullable Object> T inWork(Callable<T> work) throws Exception {
		return UnitOfWork.call("order", () -> Depth.below(DEPTH - 4, work));
	}

	private Connection borrow(int share, CountDownLatch held) throws SQLException {
		Connection last = null;
		for (int i = 0; i < share; i++) {
			last = this.pool.getConnection();
			this.handles.add(last);
			try (Statement statement = last.createStatement()) {
				statement.execute("select * from orders where customer = 'somebody' and charged = false");
			}
			held.countDown();
		}
		if (last == null) {
			throw new IllegalStateException("An owner without a share");
		}
		return last;
	}

	@Override
	public void close() {
		this.end.countDown();
		this.owners.forEach(ExecutorService::shutdownNow);
	}

	/** Why a connection is held. */
	private enum Kind {

		/** A unit of work whose statement runs. */
		IN_CALL,

		/** Its thread does something else, in the same work as far as its stack tells. */
		BUSY,

		/** Its thread does other work. */
		SUSPECT,

		/** Its unit of work has ended. */
		WORK_ENDED,

		/** Its thread has ended. */
		THREAD_ENDED

	}

	/** Code that has no line in common with the borrow. */
	private static final class OtherWork {

		static boolean below(int frames, CountDownLatch end) throws InterruptedException {
			if (frames > 0) {
				return below(frames - 1, end);
			}
			end.await();
			return true;
		}

	}

}
