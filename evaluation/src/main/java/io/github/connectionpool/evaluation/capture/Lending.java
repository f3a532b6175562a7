package io.github.connectionpool.evaluation.capture;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.AfterReturningAdvice;
import org.springframework.aop.framework.ProxyFactory;

import io.github.connectionpool.internal.capture.CallSite;
import io.github.connectionpool.internal.capture.learned.CheckoutLines;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;

/**
 * Gives back what a path would lose, and counts what the starter knows of each borrow. No
 * line of it is on a stack of a borrow, since it comes after the borrow. Thread-safe.
 */
final class Lending implements AfterReturningAdvice {

	private final MonitoredPool pool;

	private final int first;

	private final DataSource dataSource;

	private final Deque<Connection> connections = new ArrayDeque<>();

	private final Deque<Checkout> checkouts = new ArrayDeque<>();

	private long seen;

	private boolean late;

	private Borrows borrows = Borrows.NONE;

	/**
	 * Create.
	 * @param dataSource the pool
	 * @param pool what the starter knows of it
	 * @param first how many of the first borrows are not steady
	 */
	Lending(DataSource dataSource, MonitoredPool pool, int first) {
		this.pool = pool;
		this.first = first;
		this.seen = pool.ledger().borrows();
		ProxyFactory proxies = new ProxyFactory();
		proxies.setInterfaces(DataSource.class);
		proxies.setTarget(dataSource);
		proxies.addAdvice(this);
		this.dataSource = (DataSource) proxies.getProxy();
	}

	/** To be borrowed from. */
	DataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public void afterReturning(@Nullable Object returned, Method method, @Nullable Object[] args,
			@Nullable Object target) {
		if (returned instanceof Connection connection) {
			lent(connection);
		}
	}

	private synchronized void lent(Connection connection) {
		this.connections.push(connection);
		long before = this.seen;
		this.pool.ledger().forEach((checkout) -> {
			if (checkout.sequence() > before) {
				this.checkouts.push(checkout);
				this.seen = Math.max(this.seen, checkout.sequence());
			}
		});
	}

	/** From now on it is after the first minute. */
	synchronized void late() {
		this.late = true;
	}

	/**
	 * Close all that was borrowed.
	 * @return whether there was anything
	 */
	synchronized boolean giveBack() {
		boolean any = !this.connections.isEmpty();
		while (!this.checkouts.isEmpty()) {
			this.borrows = this.borrows.plus(count(this.checkouts.pop()));
		}
		while (!this.connections.isEmpty()) {
			close(this.connections.pop());
		}
		return any;
	}

	private Borrows count(Checkout checkout) {
		CheckoutLines lines = checkout.lines();
		boolean own = checkout.hasStack() || lines.isLater();
		boolean shown = own || !lines.likely().stack().isEmpty();
		boolean steady = this.borrows.count() >= this.first;
		return new Borrows(1, steady ? 1 : 0, (steady && own) ? 1 : 0, this.late ? 1 : 0, (this.late && shown) ? 1 : 0,
				isForeign(lines) ? 1 : 0);
	}

	private static boolean isForeign(CheckoutLines lines) {
		CallSite callSite = lines.callSite();
		return callSite != null && !lines.stack().contains(callSite.frame());
	}

	private static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	synchronized Borrows borrows() {
		return this.borrows;
	}

}
