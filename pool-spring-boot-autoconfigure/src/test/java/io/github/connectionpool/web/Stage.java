package io.github.connectionpool.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Where what is asynchronous waits until the test says so.
 */
class Stage implements AutoCloseable {

	private final BlockingQueue<DeferredResult<String>> deferred = new LinkedBlockingQueue<>();

	private final ExecutorService actors = Executors.newCachedThreadPool();

	private volatile CountDownLatch curtain = new CountDownLatch(0);

	/** From now on what is asynchronous waits. */
	void lower() {
		this.curtain = new CountDownLatch(1);
		this.deferred.clear();
	}

	void raise() {
		this.curtain.countDown();
	}

	void awaitCurtain() {
		try {
			if (!this.curtain.await(1, TimeUnit.MINUTES)) {
				throw new IllegalStateException("nobody has raised the curtain");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** On a thread of its own. */
	void play(Act act) {
		this.actors.execute(() -> {
			awaitCurtain();
			try {
				act.play();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	DeferredResult<String> deferred(@Nullable Long timeout) {
		DeferredResult<String> result = new DeferredResult<>(timeout);
		this.deferred.add(result);
		return result;
	}

	DeferredResult<String> awaitDeferred() throws InterruptedException {
		return this.deferred.take();
	}

	@Override
	public void close() {
		this.actors.shutdownNow();
	}

	@FunctionalInterface
	interface Act {

		void play() throws IOException;

	}

}
