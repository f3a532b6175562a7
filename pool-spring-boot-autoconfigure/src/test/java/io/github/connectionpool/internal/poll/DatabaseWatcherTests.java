package io.github.connectionpool.internal.poll;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("any-jdk")
@NullMarked
class DatabaseWatcherTests {

	private final String threadName = "watcher-of-" + System.identityHashCode(this);

	private final DatabaseWatcher watcher = new DatabaseWatcher(this.threadName);

	private final CountDownLatch never = new CountDownLatch(1);

	@AfterEach
	void stop() {
		this.watcher.stop();
		this.never.countDown();
	}

	@Test
	void readsSoonThoughTheIntervalIsLong() {
		Counted counted = new Counted(Duration.ofHours(1), true);
		this.watcher.add(counted);
		this.watcher.start();
		TestPools.await().until(() -> counted.reads.get() == 1);
	}

	@Test
	void triesAgainSoonWhileNothingHasSucceeded() {
		Counted failing = new Counted(Duration.ofHours(1), false);
		this.watcher.add(failing);
		this.watcher.start();
		TestPools.await().until(() -> failing.reads.get() >= 2);
	}

	@Test
	void readsTheOthersWhileOneHangsAndHurriesThatOne() {
		Counted hanging = new Counted(Duration.ofMillis(1), true) {

			@Override
			public boolean read() {
				this.reads.incrementAndGet();
				awaitNever();
				return true;
			}

		};
		Counted other = new Counted(Duration.ofMillis(1), true);
		this.watcher.add(hanging);
		this.watcher.add(other);
		this.watcher.start();
		TestPools.await().until(() -> other.reads.get() >= 2 && hanging.hurries.get() >= 1);
		assertThat(hanging.reads).as("not again while it hangs").hasValue(1);
	}

	@Test
	void hasNoMoreThreadsThanItMay() {
		for (int i = 0; i < 20; i++) {
			this.watcher.add(new Counted(Duration.ofMillis(1), true) {

				@Override
				public boolean read() {
					awaitNever();
					return true;
				}

			});
		}
		this.watcher.start();
		TestPools.await().until(() -> threads() == 9);
		TestPools.await().during(Duration.ofSeconds(1)).until(() -> threads() <= 9);
	}

	@Test
	void goesOnAfterOneThatThrows() {
		Counted throwing = new Counted(Duration.ofMillis(1), true) {

			@Override
			public boolean read() {
				this.reads.incrementAndGet();
				throw new AssertionError("it has said that it does not");
			}

		};
		this.watcher.add(throwing);
		this.watcher.start();
		TestPools.await().until(() -> throwing.reads.get() >= 2);
	}

	@Test
	void readsWhatIsAddedLater() {
		this.watcher.start();
		Counted counted = new Counted(Duration.ofHours(1), true);
		this.watcher.add(counted);
		TestPools.await().until(() -> counted.reads.get() == 1);
	}

	@Test
	void endsItsThreadsAndTellsTheWatchedWhenItIsStopped() {
		Counted counted = new Counted(Duration.ofMillis(1), true);
		this.watcher.add(counted);
		this.watcher.start();
		assertThat(this.watcher.isRunning()).isTrue();
		TestPools.await().until(() -> counted.reads.get() >= 1);
		this.watcher.stop();
		assertThat(this.watcher.isRunning()).isFalse();
		assertThat(counted.stops).hasValue(1);
		TestPools.await().until(() -> threads() == 0);
	}

	private void awaitNever() {
		try {
			this.never.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals(this.threadName))
			.peek((thread) -> assertThat(thread.isDaemon()).isTrue())
			.count();
	}

	private static class Counted implements PollTask {

		final AtomicInteger reads = new AtomicInteger();

		final AtomicInteger hurries = new AtomicInteger();

		final AtomicInteger stops = new AtomicInteger();

		private final Duration interval;

		private final boolean success;

		Counted(Duration interval, boolean success) {
			this.interval = interval;
			this.success = success;
		}

		@Override
		public boolean read() {
			this.reads.incrementAndGet();
			return this.success;
		}

		@Override
		public Duration interval() {
			return this.interval;
		}

		@Override
		public void hurry() {
			this.hurries.incrementAndGet();
		}

		@Override
		public void stopped() {
			this.stops.incrementAndGet();
		}

	}

}
