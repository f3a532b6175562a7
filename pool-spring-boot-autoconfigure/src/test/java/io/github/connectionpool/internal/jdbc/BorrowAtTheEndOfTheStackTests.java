package io.github.connectionpool.internal.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections are borrowed by a thread with hardly any stack left, at every depth.
 */
class BorrowAtTheEndOfTheStackTests {

	private static final int CONNECTIONS = 300;

	private final TestPools.Numbers numbers = new TestPools.Numbers().counts(TestPools.counts(0, CONNECTIONS));

	private final MonitoredPool pool = TestPools.pool("orders", this.numbers);

	private final Connection[] free = new Connection[CONNECTIONS];

	private final Connection[] borrowed = new Connection[CONNECTIONS];

	private final DataSource dataSource = new MonitoredDataSource(new ThePool(), this.pool, () -> CheckoutContext.NONE);

	private int given;

	private int taken;

	private int failures;

	@Test
	void everyConnectionThatThePoolGaveReachesItsBorrower() throws Exception {
		for (int round = 0; round < 20; round++) {
			this.given = 0;
			this.taken = 0;
			Arrays.setAll(this.free, (i) -> connection());
			this.failures += EndOfTheStack.atEachDepth(this::borrow);
			assertThat(this.taken).isPositive().isEqualTo(this.given);
			for (int i = 0; i < this.taken; i++) {
				this.borrowed[i].close();
			}
			this.pool.checked(this.numbers.counts(), System.nanoTime());
			assertThat(this.pool.ledger().oldestFirst()).isEmpty();
			assertThat(this.pool.ledger().size()).isZero();
		}
		assertThat(this.failures).isPositive();
	}

	private boolean borrow() throws SQLException {
		if (this.given == CONNECTIONS) {
			return false;
		}
		Connection connection = this.dataSource.getConnection();
		this.borrowed[this.taken++] = connection;
		return true;
	}

	private static Connection connection() {
		return (Connection) Proxy.newProxyInstance(BorrowAtTheEndOfTheStackTests.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> null);
	}

	/** Gives connections with little stack. */
	private final class ThePool extends AbstractDataSource {

		@Override
		public Connection getConnection() {
			return getConnection("", "");
		}

		@Override
		public Connection getConnection(String username, String password) {
			return BorrowAtTheEndOfTheStackTests.this.free[BorrowAtTheEndOfTheStackTests.this.given++];
		}

	}

}
