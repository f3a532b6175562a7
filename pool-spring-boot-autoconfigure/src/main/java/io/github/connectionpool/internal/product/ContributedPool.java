package io.github.connectionpool.internal.product;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.pool.CountsUnknownException;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.spi.PoolDescription;
import io.github.connectionpool.spi.PoolDescription.Timeout;
import io.github.connectionpool.spi.PoolProduct;

/**
 * Reads a pool by a product that the application teaches. The product is called on a
 * thread of its own, once at a time, so that a call that never returns costs one thread
 * and holds up a reader once. Thread-safe.
 */
final class ContributedPool implements PoolStatistics {

	/** A product reads a few fields; the rest is for a garbage collection. */
	static final Duration PATIENCE = Duration.ofMillis(500);

	private static final int MAX_NAME = 100;

	private static final String ALLOWED = "It must return a ConnectionCounts with active 0 or more, and max 1 or more;"
			+ " idle, min and pending are 0 or more; each but active may be null. Without it the starter counts the"
			+ " connections that it has seen borrowed.";

	private final PoolProduct product;

	private final DataSource dataSource;

	private final Executor reader;

	private final ProductFaults faults;

	private @Nullable FutureTask<@Nullable ConnectionCounts> reading;

	private volatile boolean slow;

	private volatile PoolDescription description = PoolDescription.EMPTY;

	private volatile boolean suspended;

	ContributedPool(PoolProduct product, DataSource dataSource, Executor reader, ProductFaults faults) {
		this.product = product;
		this.dataSource = dataSource;
		this.reader = reader;
		this.faults = faults;
	}

	/**
	 * Reads the pool.
	 * @return null if the product did not tell its counts in time
	 */
	@Nullable ConnectionCounts read() {
		try {
			FutureTask<@Nullable ConnectionCounts> reading = reading();
			// one that is slow each time must not hold up its readers each time
			return (!this.slow || reading.isDone()) ? await(reading) : null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | OutOfMemoryError ex) {
			fail("counts(DataSource)", ALLOWED, ex);
		}
		return null;
	}

	private synchronized FutureTask<@Nullable ConnectionCounts> reading() {
		FutureTask<@Nullable ConnectionCounts> reading = this.reading;
		if (reading == null || reading.isDone()) {
			reading = new FutureTask<>(this::call);
			this.reader.execute(reading);
			this.reading = reading;
		}
		return reading;
	}

	private @Nullable ConnectionCounts await(FutureTask<@Nullable ConnectionCounts> reading)
			throws InterruptedException, ExecutionException {
		try {
			return reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			this.slow = true;
			this.faults.log("a reading",
					"of a pool of " + this.dataSource.getClass() + " takes longer than " + DurationText.exact(PATIENCE),
					"counts, describe and isSuspended must return at once: they must neither borrow a connection nor"
							+ " wait. Until a reading is fast enough the starter counts the connections that it has"
							+ " seen borrowed.",
					null);
			return null;
		}
	}

	private @Nullable ConnectionCounts call() {
		long begin = System.nanoTime();
		ConnectionCounts counts = callCounts();
		this.description = callDescribe();
		this.suspended = callSuspended();
		this.slow = System.nanoTime() - begin > PATIENCE.toNanos();
		return counts;
	}

	@SuppressWarnings("ConstantValue") // applications may return null all the same
	private @Nullable ConnectionCounts callCounts() {
		try {
			ConnectionCounts counts = this.product.counts(this.dataSource);
			if (isAllowed(counts)) {
				return counts;
			}
			this.faults.log("counts(DataSource)", "returned " + counts, ALLOWED, null);
		}
		catch (Throwable ex) {
			fail("counts(DataSource)", ALLOWED, ex);
		}
		return null;
	}

	private static boolean isAllowed(@Nullable ConnectionCounts counts) {
		return counts != null && counts.active() >= 0 && (counts.max() == null || counts.max() > 0)
				&& Stream.of(counts.idle(), counts.min(), counts.pending())
					.allMatch((count) -> count == null || count >= 0);
	}

	@SuppressWarnings("ConstantValue") // applications may return null all the same
	private PoolDescription callDescribe() {
		String allowed = "It must return a PoolDescription, PoolDescription.EMPTY if nothing is known.";
		try {
			PoolDescription description = this.product.describe(this.dataSource);
			if (description != null) {
				return description;
			}
			this.faults.log("describe(DataSource)", "returned null", allowed, null);
		}
		catch (Throwable ex) {
			fail("describe(DataSource)", allowed, ex);
		}
		return this.description;
	}

	private boolean callSuspended() {
		try {
			return this.product.isSuspended(this.dataSource);
		}
		catch (Throwable ex) {
			fail("isSuspended(DataSource)", "It must return false if the pool cannot be suspended.", ex);
			return false;
		}
	}

	private void fail(String method, String allowed, Throwable failure) {
		this.faults.log(method, "threw an exception for a pool of " + this.dataSource.getClass(), allowed, failure);
	}

	/** A caller that needs an answer in any case reads the ledger. */
	@Override
	public ConnectionCounts counts() {
		ConnectionCounts counts = read();
		if (counts == null) {
			throw new CountsUnknownException(
					"The pool product " + this.product.getClass().getName() + " did not count the connections");
		}
		return counts;
	}

	@Override
	public @Nullable String poolName() {
		String name = this.description.name();
		return (name != null) ? PlainText.of(PlainText.cut(name, MAX_NAME)) : null;
	}

	@Override
	public @Nullable String jdbcUrl() {
		return this.description.jdbcUrl();
	}

	@Override
	public PoolSettings settings() {
		PoolDescription known = this.description;
		return new PoolSettings(known.timeout(Timeout.CONNECTION), known.timeout(Timeout.VALIDATION),
				known.timeout(Timeout.IDLE), known.timeout(Timeout.MAX_LIFETIME), known.timeout(Timeout.KEEPALIVE),
				null, null, null, null, null, known.driverProperties());
	}

	@Override
	public boolean suspended() {
		return this.suspended;
	}

	/** As last read: the product is not called by a thread that borrows. */
	@Override
	public boolean autoCommit() {
		return this.description.autoCommit();
	}

}
