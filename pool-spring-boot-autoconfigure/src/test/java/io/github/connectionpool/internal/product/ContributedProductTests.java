package io.github.connectionpool.internal.product;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.spi.PoolDescription;
import io.github.connectionpool.spi.PoolProduct;
import io.github.connectionpool.spi.RingPool;
import io.github.connectionpool.spi.RingPoolProduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class ContributedProductTests {

	private static final String ALLOWED = "It must return a ConnectionCounts with active 0 or more, and max 1 or more";

	private final RingPool ring = ring();

	private static RingPool ring() {
		RingPool ring = new RingPool();
		ring.setUrl("jdbc:h2:mem:ring");
		return ring;
	}

	@Test
	void aPoolIsReadByTheProductThatSupportsItsClass() {
		PoolStatistics statistics = statistics(new RingPoolProduct());
		assertThat(statistics.counts()).isEqualTo(new ConnectionCounts(0, 0, 4, 0, 0));
		assertThat(statistics.poolName()).isEqualTo("ring");
		assertThat(statistics.jdbcUrl()).isEqualTo("jdbc:h2:mem:ring");
		assertThat(statistics.settings().connectionTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(statistics.settings().maxLifetime()).isNull();
		assertThat(statistics.autoCommit()).isTrue();
		assertThat(statistics.suspended()).isFalse();
	}

	@Test
	void aPoolOfNoProductIsNoneOfOurs() {
		assertThat(products(new RingPoolProduct()).statistics(noPool())).isNull();
	}

	@Test
	void theApplicationsProductComesBeforeTheStarters() {
		try (HikariDataSource hikari = TestPools.hikari(3)) {
			PoolProducts products = products(new Counting(() -> new ConnectionCounts(1, 2, 33, 4, 5)));
			assertThat(products.statistics(hikari)).isNotNull()
				.satisfies((statistics) -> assertThat(statistics.counts().max()).isEqualTo(33));
		}
	}

	@Test
	void theFirstProductOfSeveralReads() {
		assertThat(products(new RingPoolProduct(), new Counting(() -> null)).statistics(this.ring)).isNotNull()
			.satisfies((statistics) -> assertThat(statistics.counts().max()).isEqualTo(4));
	}

	@Test
	void countsThatAreNotAllowedAreLoggedOnceWithTheClassAndWhatIsAllowed(CapturedOutput output) {
		for (ConnectionCounts wrong : new ConnectionCounts[] { null, new ConnectionCounts(-1, 0, 1, 0, 0),
				new ConnectionCounts(0, -1, 1, 0, 0), new ConnectionCounts(0, 0, 0, 0, 0),
				new ConnectionCounts(0, 0, 1, -1, 0), new ConnectionCounts(0, 0, 1, 0, -1) }) {
			int before = output.length();
			PoolStatistics statistics = statistics(new Counting(() -> wrong));
			assertThatIllegalStateException().isThrownBy(statistics::counts)
				.withMessageContaining(Counting.class.getName());
			String logged = output.toString().substring(before);
			assertThat(logged).contains("The pool product " + Counting.class.getName()
					+ " is faulty: counts(DataSource)" + " returned " + wrong + ". " + ALLOWED);
			assertThat(StringUtils.countOccurrencesOf(logged, "is faulty")).isEqualTo(1);
		}
	}

	@Test
	void anExceptionIsLoggedOnceAndTheOtherPartsAreRead(CapturedOutput output) {
		PoolStatistics statistics = statistics(new Counting(() -> {
			throw new AssertionError("cannot count");
		}));
		assertThatIllegalStateException().isThrownBy(statistics::counts);
		assertThatIllegalStateException().isThrownBy(statistics::counts);
		assertThat(output)
			.contains("counts(DataSource) threw an exception for a pool of class " + RingPool.class.getName())
			.contains("cannot count");
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "is faulty")).isEqualTo(1);
		assertThat(statistics.poolName()).isEqualTo("counting");
	}

	@Test
	void aProductThatSupportsTheWrongClassIsNamed(CapturedOutput output) {
		PoolProducts products = products(new RingPoolProduct() {

			@Override
			public boolean supports(Class<?> type) {
				return true;
			}

		});
		try (HikariDataSource hikari = TestPools.hikari(3)) {
			assertThat(products.statistics(hikari)).isNotNull()
				.satisfies((statistics) -> assertThatIllegalStateException().isThrownBy(statistics::counts));
			assertThat(products.limit(hikari)).isNull();
		}
		assertThat(output).contains("ClassCastException").contains("maximum(DataSource) threw an exception");
	}

	@Test
	void aProductThatFailsToRecognizeLeavesThePoolToTheOthers(CapturedOutput output) {
		try (HikariDataSource hikari = TestPools.hikari(3)) {
			PoolProducts products = products(new RingPoolProduct() {

				@Override
				public boolean supports(Class<?> type) {
					throw new IllegalStateException("never heard of it");
				}

			});
			assertThat(products.statistics(hikari)).isNotNull()
				.satisfies((statistics) -> assertThat(statistics.counts().max()).isEqualTo(3));
		}
		assertThat(output).contains("supports(Class) threw an exception for " + HikariDataSource.class.getName());
	}

	@Test
	void aReadingThatDoesNotEndHoldsUpItsReadersOnce(CapturedOutput output) throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		PoolStatistics statistics = statistics(new Counting(() -> {
			await(end);
			return new ConnectionCounts(0, 0, 7, 0, 0);
		}));
		for (int i = 0; i < 1_000; i++) {
			assertThatIllegalStateException().isThrownBy(statistics::counts);
		}
		assertThat(output).contains("takes longer than 500 ms");
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "is faulty")).isEqualTo(1);
		end.countDown();
		TestPools.await().until(() -> Integer.valueOf(7).equals(statistics.counts().max()));
	}

	@Test
	void noMethodIsCalledByAThreadThatBorrowsOrFailsTo() throws Exception {
		Thread here = Thread.currentThread();
		PoolStatistics statistics = statistics(new Counting(() -> {
			if (Thread.currentThread() == here) {
				throw new IllegalStateException("called by a thread that borrows");
			}
			return new ConnectionCounts(4, 0, 4, 0, 0);
		}));
		MonitoredPool pool = TestPools.pool("ring", statistics);
		this.ring.setTimeout(Duration.ofMillis(1));
		MonitoredDataSource monitored = new MonitoredDataSource(this.ring, pool, () -> CheckoutContext.NONE);
		for (int i = 0; i < 4; i++) {
			monitored.getConnection();
		}
		assertThatExceptionOfType(SQLException.class).isThrownBy(monitored::getConnection);
		assertThat(pool.failures().exhaustions().count()).isEqualTo(1);
	}

	@Test
	void aPoolWithAFaultyProductIsBorrowedFromAndCountedByItsCheckouts() throws Exception {
		MonitoredPool pool = TestPools.pool("ring", statistics(new Counting(() -> null)));
		MonitoredDataSource monitored = new MonitoredDataSource(this.ring, pool, () -> CheckoutContext.NONE);
		try (Connection connection = monitored.getConnection()) {
			assertThat(connection.isValid(1)).isTrue();
			assertThat(pool.counts()).isEqualTo(new ConnectionCounts(1, null, null, null, null));
		}
		assertThat(pool.counts().active()).isZero();
	}

	@Test
	void aDescriptionThatIsNullIsLoggedAndTakenForNone(CapturedOutput output) {
		PoolStatistics statistics = statistics(new RingPoolProduct() {

			@Override
			@SuppressWarnings("NullAway") // the fault
			public PoolDescription describe(DataSource pool) {
				return null;
			}

			@Override
			public boolean isSuspended(DataSource pool) {
				throw new IllegalStateException("no idea");
			}

		});
		assertThat(statistics.counts().max()).isEqualTo(4);
		assertThat(statistics.poolName()).isNull();
		assertThat(statistics.suspended()).isFalse();
		assertThat(output).contains("describe(DataSource) returned null").contains("isSuspended(DataSource) threw");
	}

	@Test
	void aHostileNameIsCleanedAndCut() {
		PoolStatistics statistics = statistics(new RingPoolProduct() {

			@Override
			public PoolDescription describe(DataSource pool) {
				return PoolDescription.EMPTY.withName("a\nb" + "x".repeat(10_000));
			}

		});
		assertThat(statistics.poolName()).startsWith("a b").hasSize(100);
	}

	@Test
	void theMaximumIsSetByTheProduct() {
		PoolProducts products = products(new RingPoolProduct());
		assertThat(products.limit(this.ring)).isNotNull().satisfies((limit) -> {
			assertThat(limit.property()).isEqualTo("maximum");
			assertThat(limit.isDefault()).isTrue();
			assertThat(limit.jdbcUrl()).isEqualTo("jdbc:h2:mem:ring");
			limit.set(9, (property) -> false);
			assertThat(limit.connections()).isEqualTo(9);
		});
		assertThat(this.ring.getMaximum()).isEqualTo(9);
	}

	@Test
	void aMaximumThatCannotBeSetNamesTheMethodToImplement() {
		PoolProducts products = products(new Counting(() -> null) {

			@Override
			public Maximum maximum(DataSource pool) {
				return new Maximum("size", 10, true, 0);
			}

		});
		assertThat(products.limit(this.ring)).isNotNull()
			.satisfies((limit) -> assertThatIllegalStateException().isThrownBy(() -> limit.set(9, (property) -> false))
				.withMessageContaining("setMaximum(DataSource, int) failed with 9")
				.havingCause()
				.withMessageContaining("implement setMaximum(DataSource, int)"));
	}

	@Test
	void valuesThatAreNotAllowedAreRefusedWhereTheyAreMade() {
		assertThatIllegalArgumentException().isThrownBy(() -> new PoolProduct.Maximum(" ", 1, true, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new PoolProduct.Maximum("size", 0, true, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new PoolProduct.Maximum("size", 1, true, -1));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> PoolDescription.EMPTY.withTimeout(PoolDescription.Timeout.IDLE, Duration.ofMillis(-1)))
			.withMessageContaining("IDLE must not be negative");
	}

	@Test
	void anEvictionThatFailsNamesTheProduct() throws Exception {
		PoolProducts products = products(new RingPoolProduct() {

			@Override
			public void evict(DataSource pool, Connection connection) {
				throw new IllegalStateException("keeps it");
			}

		});
		try (Connection connection = this.ring.getConnection()) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> products.eviction(this.ring).evict(connection))
				.withMessageContaining("evict(DataSource, Connection) threw an exception");
		}
	}

	@Test
	void withoutItsBeansTheStarterKnowsItsOwnProducts(CapturedOutput output) {
		PoolProducts products = new PoolProducts(null, () -> (other) -> null, () -> {
			throw new IllegalStateException("in creation");
		});
		try (HikariDataSource hikari = TestPools.hikari(3)) {
			assertThat(products.statistics(hikari)).isNotNull();
			assertThat(products.eviction(hikari)).isNotNull();
		}
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "must not depend on a data source")).isEqualTo(1);
	}

	private PoolStatistics statistics(PoolProduct product) {
		PoolStatistics statistics = products(product).statistics(this.ring);
		assertThat(statistics).isNotNull();
		return statistics;
	}

	private static PoolProducts products(PoolProduct... products) {
		return new PoolProducts(null, () -> (other) -> null, () -> List.of(products));
	}

	private static DataSource noPool() {
		return (DataSource) Proxy.newProxyInstance(DataSource.class.getClassLoader(),
				new Class<?>[] { DataSource.class }, (proxy, method, args) -> null);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Supports any pool, counts as it is told, and implements nothing else. */
	private static class Counting implements PoolProduct {

		private final Supplier<ConnectionCounts> counts;

		Counting(Supplier<ConnectionCounts> counts) {
			this.counts = counts;
		}

		@Override
		public boolean supports(Class<?> type) {
			return true;
		}

		@Override
		public ConnectionCounts counts(DataSource pool) {
			return this.counts.get();
		}

		@Override
		public PoolDescription describe(DataSource pool) {
			return PoolDescription.EMPTY.withName("counting");
		}

	}

}
