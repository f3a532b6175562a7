package io.github.connectionpool.internal.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class ListenStatementsTests {

	@ParameterizedTest
	@ValueSource(strings = { "LISTEN orders", "listen \"Orders\"", "  \n\tListen orders", "-- why\nlisten orders",
			"/* why */ listen orders;", "listen\torders", "/* a /* b */ c */ -- d\r listen orders",
			"listen orders; listen stock" })
	void beginsToListen(String sql) {
		assertThat(ListenStatements.isListeningAfter(sql, false)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "listen", "listening_orders", "listener.call()", "select listen from t", "--",
			"-- listen orders", "/* listen orders", "/* a /* b */ listen orders", "insert into listen values (1)",
			"unlisten *" })
	void doesNotBeginToListen(String sql) {
		assertThat(ListenStatements.isListeningAfter(sql, false)).isFalse();
	}

	@Test
	void listensUntilItUnlistensAll() {
		assertThat(ListenStatements.isListeningAfter("select 1", true)).isTrue();
		assertThat(ListenStatements.isListeningAfter("unlisten orders", true)).isTrue();
		assertThat(ListenStatements.isListeningAfter("UNLISTEN *", true)).isFalse();
	}

	@Test
	void aCheckoutKnowsOfItsOwn() {
		MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());
		Checkout checkout = pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		checkout.statementSeen("select 1", false);
		checkout.statementSeen(null, false);
		assertThat(checkout.isListening()).isFalse();
		checkout.statementSeen("listen orders", false);
		checkout.statementSeen("select 1", true);
		assertThat(checkout.isListening()).isTrue();
		checkout.statementSeen("unlisten *", false);
		assertThat(checkout.isListening()).isFalse();
	}

}
