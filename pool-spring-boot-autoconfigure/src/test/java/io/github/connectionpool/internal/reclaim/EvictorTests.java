package io.github.connectionpool.internal.reclaim;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EvictorTests {

	private final HikariDataSource hikari = TestPools.hikari(2);

	private final MonitoredPool pool = TestPools.pool("dataSource", TestPools.statistics(this.hikari));

	private final List<String> told = new ArrayList<>();

	private final Evictor evictor = new Evictor(new Reporter(TestPools.judge(Duration.ofMinutes(5)))::judge,
			(checkout, who) -> this.told.add(checkout.id() + " by " + who));

	@AfterEach
	void close() {
		this.hikari.close();
	}

	@Test
	void whatIsEvictedIsOutOfThePoolAndItsPlaceIsFree() throws SQLException {
		Checkout first = borrow();
		Checkout second = borrow();
		CheckoutReport report = this.evictor.evict(this.pool, first.id(), "alice");
		assertThat(report).isNotNull();
		assertThat(report.id()).isEqualTo("dataSource-1");
		assertThat(this.told).containsExactly("dataSource-1 by alice");
		assertThat(this.pool.ledger().oldestFirst()).containsExactly(second);
		try (Connection next = this.hikari.getConnection()) {
			assertThat(next.isValid(1)).isTrue();
		}
	}

	@Test
	void whoUsesItLearnsByWhom() throws SQLException {
		Checkout checkout = borrow();
		this.evictor.evict(this.pool, checkout.id(), "alice");
		assertThatThrownBy(checkout::ensureLent).hasMessageContaining("it was evicted by alice");
	}

	@Test
	void aCallInFlightDoesNotHinderIt() throws SQLException {
		Checkout checkout = borrow();
		checkout.beginStatement("select pg_sleep(86400)");
		CheckoutReport report = this.evictor.evict(this.pool, checkout.id(), "alice");
		assertThat(report).isNotNull();
		assertThat(report.judgement().verdict()).isEqualTo(Verdict.EXECUTING);
		assertThat(this.pool.ledger().size()).isZero();
	}

	@Test
	void whatIsNotThereIsNotEvicted() throws SQLException {
		borrow();
		assertThat(this.evictor.evict(this.pool, "dataSource-2", "alice")).isNull();
		assertThat(this.told).isEmpty();
		assertThat(this.pool.ledger().size()).isOne();
	}

	@Test
	void whatIsBeingReturnedIsNotEvicted() throws SQLException {
		Checkout checkout = borrow();
		assertThat(checkout.beginReturn()).isTrue();
		assertThat(this.evictor.evict(this.pool, checkout.id(), "alice")).isNull();
		assertThat(this.told).isEmpty();
	}

	private Checkout borrow() throws SQLException {
		Connection connection = this.hikari.getConnection();
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		checkout.lends(connection, this);
		return checkout;
	}

}
