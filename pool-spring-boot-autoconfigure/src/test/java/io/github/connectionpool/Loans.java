package io.github.connectionpool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.checkout.WorkUnit;

/**
 * Borrows from a monitored pool, and keeps what it is lent until a test says so, with
 * what the monitor has noted of each.
 */
@NullMarked
public final class Loans {

	private final DataSource dataSource;

	private final PoolRegistry pools;

	private final Queue<Connection> lent = new ConcurrentLinkedQueue<>();

	private final Map<String, Checkout> checkouts = new ConcurrentHashMap<>();

	public Loans(DataSource dataSource, PoolRegistry pools) {
		this.dataSource = dataSource;
		this.pools = pools;
	}

	/** Borrow and forget to return. */
	public void take(String name) {
		try {
			this.lent.add(this.dataSource.getConnection());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		Thread thread = Thread.currentThread();
		this.checkouts.put(name,
				this.pools.all()
					.stream()
					.flatMap((pool) -> pool.ledger().oldestFirst().stream())
					.filter((checkout) -> checkout.owner().thread() == thread)
					.max(Comparator.comparingLong(Checkout::sequence))
					.orElseThrow());
	}

	/** Whether something has been taken by that name. */
	public boolean has(String name) {
		return this.checkouts.containsKey(name);
	}

	/** What was taken by that name, as soon as it is. */
	public Checkout checkout(String name) {
		TestPools.await().until(() -> has(name));
		Checkout checkout = this.checkouts.get(name);
		if (checkout == null) {
			throw new IllegalStateException(name);
		}
		return checkout;
	}

	/** The unit in which that was taken. */
	public WorkUnit work(String name) {
		WorkUnit work = workIfAny(name);
		if (work == null) {
			throw new AssertionError("'" + name + "' was taken in no unit of work");
		}
		return work;
	}

	/** The unit in which that was taken, null if there was none. */
	public @Nullable WorkUnit workIfAny(String name) {
		return checkout(name).work();
	}

	/** Wait until the unit in which that was taken has ended. */
	public void awaitEnd(String name) {
		TestPools.await().until(work(name)::hasEnded);
	}

	/** Return everything, and forget it. */
	public void giveBack() throws SQLException {
		for (Connection connection = this.lent.poll(); connection != null; connection = this.lent.poll()) {
			connection.close();
		}
		this.checkouts.clear();
	}

}
