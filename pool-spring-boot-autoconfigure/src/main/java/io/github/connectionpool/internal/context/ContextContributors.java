package io.github.connectionpool.internal.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.WorkContext;
import io.github.connectionpool.spi.ContextContributor;

/**
 * Calls the contributors of the application at a borrow. A contributor may fail, be slow
 * or borrow a connection itself; the borrow goes on. Thread-safe, without a lock.
 */
final class ContextContributors {

	/** In succession, after which the contributor is not called again. */
	static final int MAX_FAILURES = 100;

	/** A single slow call may be a garbage collection. */
	static final int SLOW_CALLS = 10;

	private static final Duration SLOW = Duration.ofMillis(1);

	private static final Log logger = LogFactory.getLog(ContextContributor.class);

	/** The contributor that the thread is calling. */
	private static final ThreadLocal<@Nullable Contributor> CALLING = new ThreadLocal<>();

	private final List<Contributor> contributors;

	ContextContributors(List<ContextContributor> contributors) {
		this.contributors = contributors.stream().map(Contributor::new).toList();
	}

	/** What they tell of the calling thread, in their order. */
	List<WorkContext> current() {
		Contributor calling = CALLING.get();
		if (calling != null) {
			calling.borrows();
			return List.of();
		}
		List<WorkContext> found = List.of();
		try {
			for (Contributor contributor : this.contributors) {
				CALLING.set(contributor);
				WorkContext context = contributor.current();
				if (context != null) {
					found = found.isEmpty() ? new ArrayList<>(this.contributors.size()) : found;
					found.add(context);
				}
			}
		}
		finally {
			CALLING.remove();
		}
		return found.isEmpty() ? List.of() : Collections.unmodifiableList(found);
	}

	/** A contributor with its faults. */
	private static final class Contributor {

		private final ContextContributor contributor;

		private final AtomicInteger failures = new AtomicInteger();

		private final AtomicInteger slowCalls = new AtomicInteger();

		private final AtomicBoolean failureLogged = new AtomicBoolean();

		private final AtomicBoolean borrowLogged = new AtomicBoolean();

		Contributor(ContextContributor contributor) {
			this.contributor = contributor;
		}

		@Nullable WorkContext current() {
			if (this.failures.get() >= MAX_FAILURES) {
				return null;
			}
			try {
				long begin = System.nanoTime();
				WorkContext context = this.contributor.current();
				long took = System.nanoTime() - begin;
				if (took > SLOW.toNanos()) {
					slow(took);
				}
				if (this.failures.get() > 0) {
					this.failures.set(0);
				}
				return context;
			}
			catch (Throwable ex) {
				failed(ex);
				return null;
			}
		}

		private void failed(Throwable ex) {
			if (this.failureLogged.compareAndSet(false, true)) {
				warn("threw an exception. It must return a WorkContext, or null if the thread does no work that it"
						+ " knows. Further exceptions are not logged.", ex);
			}
			if (this.failures.incrementAndGet() == MAX_FAILURES) {
				warn("has failed " + MAX_FAILURES + " times in succession and is not called again.", null);
			}
		}

		private void slow(long took) {
			if (this.slowCalls.incrementAndGet() == SLOW_CALLS) {
				warn("has taken more than " + DurationText.exact(SLOW) + " " + SLOW_CALLS + " times, now "
						+ DurationText.of(Duration.ofNanos(took)) + ". It is called at each borrow: it must read state"
						+ " that is bound to the thread and nothing else.", null);
			}
		}

		private void borrows() {
			if (this.borrowLogged.compareAndSet(false, true)) {
				warn("borrows a connection, which may block for as long as the pool is empty. It must read state that"
						+ " is bound to the thread and nothing else.", null);
			}
		}

		/** A log that fails must not break the borrow either. */
		private void warn(String fault, @Nullable Throwable ex) {
			try {
				logger.warn("The context contributor " + this.contributor.getClass().getName() + " " + fault
						+ " The application is not affected.", ex);
			}
			catch (Throwable loggingFailed) {
				// with the stack at its end, say
			}
		}

	}

}
