package io.github.connectionpool.endpoint;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConnectionPoolEndpointTests {

	private static final String SQL = "select 'secret', 4711 from orders";

	private static final String MASKED = "select ?, ? from orders";

	private final PoolRegistry pools = new PoolRegistry();

	private final MonitoredPool pool = add("dataSource", new TestPools.Numbers().jdbcUrl("jdbc:postgresql://db/shop"));

	@Test
	void listsAllPoolsByName() {
		add("another", new TestPools.Numbers());
		assertThat(endpoint().pools().pools()).containsOnlyKeys("another", "dataSource");
		assertThat(endpoint().pools().pools().keySet()).containsExactly("another", "dataSource");
	}

	@Test
	void listsNothingWithoutPools() {
		assertThat(new ConnectionPoolEndpoint(new PoolRegistry(),
				TestPools.knowledge(new PoolRegistry(), Duration.ofDays(1)), Show.NEVER, List.of())
			.pools()
			.pools()).isEmpty();
	}

	@Test
	void aPoolThatIsUnknownIsNull() {
		assertThat(endpoint().pool("unknown", null)).isNull();
	}

	@Test
	void aPoolThatIsAddedLaterIsShown() {
		ConnectionPoolEndpoint endpoint = endpoint();
		add("later", new TestPools.Numbers());
		assertThat(endpoint.pool("later", null)).isNotNull();
		assertThat(endpoint.poolNames()).containsExactly("dataSource", "later");
	}

	@Test
	void showsTheFiveOldestOfEachPool() {
		borrow(7);
		PoolView view = Objects.requireNonNull(endpoint().pools().pools().get("dataSource"));
		assertThat(view.oldest()).extracting(CheckoutView::id)
			.containsExactly("dataSource-1", "dataSource-2", "dataSource-3", "dataSource-4", "dataSource-5");
	}

	@Test
	void showsOneHundredCheckoutsUnlessAskedOtherwise() {
		borrow(103);
		assertThat(pool(endpoint(), null).checkouts()).hasSize(100);
	}

	@Test
	void showsNoMoreCheckoutsThanTheLimitAndTheFiveOldestAllTheSame() {
		borrow(7);
		PoolView view = pool(endpoint(), 2);
		assertThat(view.checkouts()).extracting(CheckoutView::id).containsExactly("dataSource-1", "dataSource-2");
		assertThat(view.oldest()).hasSize(5);
		assertThat(view.callSites()).singleElement().extracting(CallSiteView::count).isEqualTo(7);
	}

	@Test
	void showsAllCheckoutsBelowTheLimit() {
		borrow(7);
		assertThat(pool(endpoint(), 1_000).checkouts()).hasSize(7);
		assertThat(pool(endpoint(), 1).checkouts()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 0, 1_001, Integer.MAX_VALUE })
	void anImpossibleLimitIsRefusedWithWhatIsAllowed(int limit) {
		assertThatIllegalArgumentException().isThrownBy(() -> endpoint().pool("dataSource", limit))
			.withMessage("limit was " + limit + ", allowed is a whole number from 1 to 1000");
	}

	@Test
	void masksLiterals() {
		run(SQL);
		assertThat(sql(pool(endpoint(Show.NEVER), null))).isEqualTo(MASKED);
		assertThat(sql(endpoint(Show.NEVER).pools().pools().get("dataSource"))).isEqualTo(MASKED);
	}

	@Test
	void masksLiteralsForWhoMayNotSeeThem() {
		run(SQL);
		ConnectionPoolEndpoint endpoint = endpoint(Show.WHEN_AUTHORIZED);
		assertThat(sql(endpoint.pool("dataSource", 10, false))).isEqualTo(MASKED);
		assertThat(sql(endpoint.pools(false).pools().get("dataSource"))).isEqualTo(MASKED);
	}

	@ParameterizedTest
	@EnumSource(value = Show.class, names = { "ALWAYS", "WHEN_AUTHORIZED" })
	void showsLiteralsWhereTheyAreAllowed(Show show) {
		run(SQL);
		assertThat(sql(pool(endpoint(show), null))).isEqualTo(SQL);
		assertThat(sql(endpoint(show).pools().pools().get("dataSource"))).isEqualTo(SQL);
	}

	@Test
	void masksAsThePoolsDatabaseReads() {
		run("select \"name\", $$secret$$ from orders");
		assertThat(sql(pool(endpoint(), null))).isEqualTo("select \"name\", ? from orders");
	}

	@Test
	void aSanitizingFunctionHasASayInWhatIsShown() {
		run(SQL);
		List<SanitizableData> asked = new ArrayList<>();
		SanitizingFunction function = (data) -> {
			asked.add(data);
			return data.withValue("select sanitized");
		};
		assertThat(sql(pool(endpoint(Show.ALWAYS, function), null))).isEqualTo("select sanitized");
		assertThat(asked).isNotEmpty().allSatisfy((data) -> {
			assertThat(data.getKey()).isEqualTo("sql");
			assertThat(data.getValue()).isEqualTo(SQL);
			assertThat(data.getPropertySource()).isNull();
		});
	}

	@Test
	void aSanitizingFunctionIsNotAskedWhereLiteralsAreMasked() {
		run(SQL);
		SanitizingFunction function = (data) -> {
			throw new IllegalStateException("must not be asked");
		};
		assertThat(sql(pool(endpoint(Show.NEVER, function), null))).isEqualTo(MASKED);
	}

	@Test
	void aLongStatementIsCut() {
		run("select '" + "x".repeat(100_000) + "'");
		assertThat(sql(pool(endpoint(Show.ALWAYS), null))).hasSizeLessThan(5_000).endsWith(" more characters)");
	}

	@Test
	void answersHoweverFullThePoolIs() throws Exception {
		try (HikariDataSource dataSource = TestPools.hikari(1)) {
			add("full", TestPools.statistics(dataSource));
			try (Connection connection = dataSource.getConnection()) {
				PoolView view = Objects.requireNonNull(endpoint().pool("full", null));
				assertThat(view.utilization()).isOne();
				assertThat(view.poolName()).startsWith("HikariPool-");
				assertThat(connection.isClosed()).isFalse();
			}
		}
	}

	@Test
	void startsNoPool() {
		try (HikariDataSource dataSource = TestPools.hikari(1)) {
			MonitoredPool idle = add("idle", TestPools.statistics(dataSource));
			assertThat(endpoint().pool("idle", null)).isNotNull();
			assertThat(dataSource.isRunning()).isFalse();
			assertThat(idle.ledger().borrows()).isZero();
		}
	}

	private MonitoredPool add(String name, PoolStatistics statistics) {
		MonitoredPool pool = TestPools.pool(name, statistics);
		this.pools.add(pool);
		return pool;
	}

	private void borrow(int count) {
		for (int i = 0; i < count; i++) {
			this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		}
	}

	private void run(String sql) {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		checkout.beginStatement(sql);
		checkout.end();
	}

	private ConnectionPoolEndpoint endpoint() {
		return endpoint(Show.NEVER);
	}

	private ConnectionPoolEndpoint endpoint(Show show, SanitizingFunction... functions) {
		return new ConnectionPoolEndpoint(this.pools, TestPools.knowledge(this.pools, Duration.ofDays(1)), show,
				List.of(functions));
	}

	private static PoolView pool(ConnectionPoolEndpoint endpoint, @Nullable Integer limit) {
		return Objects.requireNonNull(endpoint.pool("dataSource", limit));
	}

	private static String sql(@Nullable PoolView view) {
		return Objects.requireNonNull(Objects.requireNonNull(view).oldest().get(0).statement()).sql();
	}

}
