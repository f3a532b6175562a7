package io.github.connectionpool.internal.worker;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DriverUseTests {

	@Test
	void aThreadInTheDriverUsesIt() {
		assertThat(isSeen("sun.nio.ch.NioSocketImpl.park", "org.postgresql.core.PGStream.receiveChar",
				"org.postgresql.jdbc.PgConnection.getNotifications", "com.shop.Orders.listen", "java.lang.Thread.run"))
			.isTrue();
	}

	@Test
	void aThreadInItsOwnCodeThatTheDriverCallsUsesIt() {
		assertThat(isSeen("com.shop.Rows.read", "org.postgresql.copy.CopyManager.copyIn", "com.shop.Orders.load"))
			.isTrue();
	}

	@Test
	void aThreadThatIsNotInTheDriverDoesNot() {
		assertThat(isSeen("java.lang.Thread.sleep", "com.shop.Orders.listen", "java.lang.Thread.run")).isFalse();
		assertThat(isSeen()).isFalse();
	}

	@Test
	void aCallThroughTheMonitorIsSeenAnyway() {
		assertThat(isSeen("org.postgresql.jdbc.PgStatement.execute", "com.zaxxer.hikari.pool.ProxyStatement.execute",
				"io.github.connectionpool.internal.jdbc.DelegatingStatement.execute", "com.shop.Orders.listen"))
			.isFalse();
		assertThat(isSeen("org.postgresql.Driver.connect", "com.zaxxer.hikari.HikariDataSource.getConnection",
				"io.github.connectionpool.internal.jdbc.NotedBorrows.borrow", "com.shop.Orders.listen"))
			.isFalse();
	}

	private static boolean isSeen(String... methods) {
		List<StackTraceElement> stack = Arrays.stream(methods).map((method) -> {
			int dot = method.lastIndexOf('.');
			return new StackTraceElement(method.substring(0, dot), method.substring(dot + 1), "File.java", 1);
		}).toList();
		return DriverUse.isSeen(stack);
	}

}
