package io.github.connectionpool.internal.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections are closed by a thread with hardly any stack left, at every depth.
 */
class CloseAtTheEndOfTheStackTests {

	private static final int HANDLES = 300;

	private final MonitoredPool pool = TestPools.pool("orders", new TestPools.Numbers());

	private final List<MonitoredConnection> handles = new ArrayList<>();

	private final List<PoolConnection> connections = new ArrayList<>();

	private final Deque<MonitoredConnection> toClose = new ArrayDeque<>();

	private int failures;

	@Test
	void noneIsLost() throws Exception {
		for (int round = 0; round < 20; round++) {
			this.handles.clear();
			this.connections.clear();
			for (int i = 0; i < HANDLES; i++) {
				PoolConnection connection = new PoolConnection();
				this.connections.add(connection);
				Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
				this.handles.add(new MonitoredConnection(checkout, connection.played));
			}
			this.toClose.clear();
			this.toClose.addAll(this.handles);
			this.failures += EndOfTheStack.atEachDepth(this::closeNext);
			for (int i = 0; i < HANDLES; i++) {
				if (!this.connections.get(i).closed) {
					assertThat(this.pool.ledger().isOpen(this.handles.get(i).checkout)).isTrue();
				}
				this.handles.get(i).close();
				assertThat(this.connections.get(i).closed).isTrue();
				assertThat(this.handles.get(i).checkout.isInFlight()).isFalse();
			}
			assertThat(this.pool.ledger().oldestFirst()).isEmpty();
			assertThat(this.pool.ledger().size()).isZero();
		}
		assertThat(this.failures).isPositive();
	}

	private boolean closeNext() throws SQLException {
		MonitoredConnection handle = this.toClose.poll();
		if (handle == null) {
			return false;
		}
		handle.close();
		return true;
	}

	/** A connection of the pool, which closes with little stack. */
	private static final class PoolConnection {

		private final Connection played = (Connection) Proxy.newProxyInstance(
				CloseAtTheEndOfTheStackTests.class.getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("close")) {
						this.closed = true;
						return null;
					}
					return this.closed;
				});

		private boolean closed;

	}

}
