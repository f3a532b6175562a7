package io.github.connectionpool.evaluation.work;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The work that Spring does without a request: {@code @Async} methods and
 * {@code @Scheduled} runs.
 */
@Component
class Background {

	private static final long BETWEEN_RUNS_MILLIS = 50;

	private final Queue<Job> scheduled = new ConcurrentLinkedQueue<>();

	@Async
	public CompletableFuture<@Nullable Void> async(Job job) throws Exception {
		job.run();
		return CompletableFuture.completedFuture(null);
	}

	public void atNextRun(Job job) {
		this.scheduled.add(job);
	}

	@Scheduled(fixedDelay = BETWEEN_RUNS_MILLIS)
	public void run() throws Exception {
		Job job = this.scheduled.poll();
		if (job != null) {
			job.run();
		}
	}

}
