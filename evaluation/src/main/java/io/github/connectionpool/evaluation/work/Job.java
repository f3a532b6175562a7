package io.github.connectionpool.evaluation.work;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * A task on its way to the thread that does it, and what became of it. Forgets the task
 * when it begins, as nothing of a unit of work is left when it has ended.
 */
final class Job {

	private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

	private final AtomicReference<@Nullable Task> task;

	Job(Task task) {
		this.task = new AtomicReference<>(Repetition.of(task));
	}

	/** Fail as the task does, so that the framework sees the failure, too. */
	void run() throws Exception {
		Task begun = this.task.getAndSet(null);
		if (begun == null) {
			return;
		}
		try {
			begun.run();
			this.done.complete(null);
		}
		catch (Exception ex) {
			this.done.completeExceptionally(ex);
			throw ex;
		}
	}

	/** Fail without the task: the framework could not begin it. */
	void fail(Throwable cause) {
		this.done.completeExceptionally(cause);
	}

	void await() throws Exception {
		this.done.get();
	}

}
