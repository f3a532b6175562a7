package io.github.connectionpool.internal.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.load.LoadReport.OriginLoad;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.WorkContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PoolLoadTests {

	private static final int LOADS = 64;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final TestPools.Numbers numbers = new TestPools.Numbers().autoCommit(false);

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final PoolLoad load = new PoolLoad();

	private long now = Long.MAX_VALUE - SECOND;

	@Test
	void nothingIsKnownBeforeTheSecondSample() {
		borrow("GET", "/orders");
		assertThat(this.load.ofMinutes()).isNull();
		this.load.sample(this.pool, this.now);
		assertThat(this.load.ofMinutes()).isNull();
		assertThat(this.load.ofHour()).isNull();
	}

	@Test
	void anEmptyPoolHasNoOrigins() {
		samples(2);
		LoadReport report = report();
		assertThat(report.origins()).isEmpty();
		assertThat(report.total().connections()).isZero();
		assertThat(report.observed()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void connectionsAreAddedUpByTheirUse() {
		Checkout executes = borrow("GET", "/orders");
		executes.beginStatement("select 1");
		Checkout idleInTransaction = borrow("GET", "/orders");
		idleInTransaction.beginStatement("select 1");
		idleInTransaction.end();
		borrow("GET", "/orders");
		samples(3);
		LoadReport.Share share = onlyOrigin().share();
		assertThat(share.executing()).isEqualTo(1);
		assertThat(share.idleInTransaction()).isEqualTo(1);
		assertThat(share.idle()).isEqualTo(1);
		assertThat(share.waiting()).isZero();
		assertThat(share.connections()).isEqualTo(3);
		assertThat(share.allIdle()).isEqualTo(2);
	}

	@Test
	void anOwnerThatWaitsForAnotherConnectionOfThePoolUsesNone() {
		borrow("GET", "/orders");
		Borrower.current().beginWait(this.pool, System.nanoTime());
		try {
			samples(2);
		}
		finally {
			Borrower.current().endWait();
		}
		assertThat(onlyOrigin().share()).isEqualTo(new LoadReport.Share(0, 0, 0, 1));
	}

	@Test
	void betweenTwoSamplesTheNumberChangesInAStraightLine() {
		Checkout checkout = borrow("GET", "/orders");
		samples(2);
		this.pool.returned(checkout);
		samples(2);
		// one second out, one half out, one in
		assertThat(onlyOrigin().share().connections()).isCloseTo(0.5, within(1e-6));
	}

	@Test
	void theOriginIsTheRequestWhereThereIsOne() {
		borrow(new CheckoutContext("Orders.find", new CheckoutContext.Request("GET", "/orders"), "task", null));
		borrow(new CheckoutContext("Orders.find", null, "Nightly.run", null));
		borrow(new CheckoutContext("Orders.find", null, null, null, List.of(WorkContext.of("message", "orders"))));
		borrow(new CheckoutContext("Orders.find", null, null, "4711"));
		borrow(new CheckoutContext("Orders.find", null, null, "4712"));
		borrow(CheckoutContext.NONE);
		samples(2);
		assertThat(report().origins()).extracting((origin) -> origin.kind() + " " + origin.name())
			.first()
			.isEqualTo("transaction Orders.find");
		String thread = Thread.currentThread().getName().replaceAll("\\d+", "#");
		assertThat(report().origins()).extracting((origin) -> origin.kind() + " " + origin.name())
			.containsExactlyInAnyOrder("transaction Orders.find", "request GET /orders", "task Nightly.run",
					"message orders", "thread " + thread);
	}

	@Test
	void theStatementIsTheOneThatRunsMostOfTheTimeWithoutItsValues() {
		Checkout checkout = borrow("GET", "/orders");
		checkout.beginStatement("select * from orders where name = 'Smith'");
		samples(5);
		checkout.beginStatement("select 1");
		samples(2);
		assertThat(onlyOrigin().statement()).isEqualTo("select * from orders where name = ?");
	}

	@Test
	void aStatementThatHasRunIsToldWhereNoneIsSeenToRun() {
		Checkout checkout = borrow("GET", "/orders");
		checkout.beginStatement("select 1");
		checkout.end();
		samples(5);
		assertThat(onlyOrigin().statement()).isEqualTo("select ?");
	}

	@Test
	void theLineIsTheOneThatBorrowsMostOften() {
		for (int i = 0; i < 3; i++) {
			borrow("GET", "/orders");
		}
		samples(2);
		assertThat(onlyOrigin().callSite()).startsWith(PoolLoadTests.class.getName() + ".borrow(PoolLoadTests.java:");
	}

	@Test
	void thePlaceOfIdleOwnersIsReadFromAStackThatWasTakenAlready() {
		Checkout checkout = borrow("GET", "/orders");
		IdleOwners owners = new IdleOwners(this.load);
		long before = System.nanoTime();
		samples(2);
		owners.observe(List.of(checkout), before);
		assertThat(onlyOrigin().place()).isNull();
		checkout.owner().stack(before);
		owners.observe(List.of(checkout), before);
		assertThat(onlyOrigin().place()).startsWith("runs at io.github.connectionpool.");
	}

	@Test
	void whatAThreadDoesInItsNextWorkIsNoPlaceOfTheOneThatBorrowed() {
		Checkout checkout = borrow("GET", "/orders");
		long before = System.nanoTime();
		samples(2);
		checkout.owner().stack(before);
		checkout.ownerSeen(Evidence.Owner.ELSEWHERE, before);
		new IdleOwners(this.load).observe(List.of(checkout), before);
		assertThat(onlyOrigin().place()).isNull();
	}

	@Test
	void theTimeMayGoBackOrStandStill() {
		borrow("GET", "/orders");
		samples(2);
		this.now -= 10 * SECOND;
		samples(2);
		assertThat(report().observed()).isEqualTo(Duration.ofSeconds(2));
		assertThat(onlyOrigin().share().connections()).isEqualTo(1);
	}

	@Test
	void aLongPauseIsNotObserved() {
		Checkout checkout = borrow("GET", "/orders");
		samples(3);
		this.pool.returned(checkout);
		this.now += Duration.ofDays(365).toNanos();
		samples(3);
		assertThat(report().origins()).isEmpty();
		assertThat(report().observed()).isEqualTo(Duration.ofSeconds(2));
		assertThat(Objects.requireNonNull(this.load.ofHour()).observed()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void whatIsOlderThanSixMinutesIsForgottenThereAndKeptForTheHour() {
		Checkout checkout = borrow("GET", "/orders");
		samples(61);
		this.pool.returned(checkout);
		samples(6 * 60);
		assertThat(report().origins()).isEmpty();
		OriginLoad kept = Objects.requireNonNull(this.load.ofHour()).origins().get(0);
		assertThat(kept.share().connections()).isCloseTo(60.5 / 420, within(1e-3));
		samples(66 * 60);
		assertThat(Objects.requireNonNull(this.load.ofHour()).origins()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\u001b[31m", "\u202e", "\ud800" })
	void aHostileNameIsPlainAndShort(String part) {
		borrow(new CheckoutContext(part.repeat(100_000), null, null, null));
		borrow(part + "GET", part.repeat(50_000));
		borrow(part + "GET", null);
		samples(2);
		assertThat(report().origins()).hasSize(3).allSatisfy((origin) -> {
			assertThat(origin.name()).doesNotContain("\n", "\u001b", "\u202e", "\ud800");
			assertThat(origin.name().length()).isLessThanOrEqualTo(OriginKey.MAX_NAME + "(no handler yet)".length());
		});
	}

	@Test
	void originsBeyondTheLimitAreToldTogether() {
		for (int i = 0; i < LoadTable.MAX_ORIGINS + 100; i++) {
			borrow("GET", "/orders/" + (char) ('a' + i % 26) + "/".repeat(i / 26));
		}
		samples(3);
		assertThat(report().origins()).hasSize(LoadTable.MAX_ORIGINS);
		assertThat(report().others().connections()).isCloseTo(100, within(1e-6));
	}

	/**
	 * Names and texts are as long as they may be, need two bytes a character, differ at
	 * their start, belong to one pool each, and more of them come than are kept.
	 */
	@Test
	void aPoolNeedsAQuarterOfAMegabyteAtMost() {
		List<PoolLoad> loads = new ArrayList<>();
		List<MinuteHistory> histories = new ArrayList<>();
		long before = used();
		for (int i = 0; i < LOADS; i++) {
			PoolLoad filled = new PoolLoad();
			MinuteHistory history = new MinuteHistory();
			fill(filled, history);
			loads.add(filled);
			histories.add(history);
		}
		long each = (used() - before) / LOADS;
		assertThat(each).as("bytes for each of %d and %d", loads.size(), histories.size()).isLessThan(256L * 1024);
	}

	/** Nothing of the pool and its checkouts is left but what is kept of them. */
	private void fill(PoolLoad load, MinuteHistory history) {
		MonitoredPool pool = TestPools.pool("full", new TestPools.Numbers());
		List<Checkout> open = new ArrayList<>();
		for (int i = 0; i < LoadTable.MAX_ORIGINS + 100; i++) {
			CheckoutContext context = new CheckoutContext(null, null, letters(i) + "ж".repeat(OriginKey.MAX_NAME - 3),
					null);
			open.add(pool.borrowed(System.nanoTime(), Borrower.current(), context));
		}
		for (int sample = 0; sample < 70; sample++) {
			String text = " ж" + letters(sample) + " from " + "ж".repeat(300);
			for (int i = 0; i < open.size(); i++) {
				open.get(i).beginStatement("select " + letters(i) + text);
			}
			long at = this.now + sample * 60L * SECOND;
			history.checked(TestPools.counts(5, 10), 1, sample, sample, at);
			history.sampled(load.sample(pool, at), at);
		}
	}

	/** Two letters that differ for each number. */
	private static String letters(int number) {
		return "" + (char) ('a' + number % 26) + (char) ('a' + number / 26);
	}

	private static long used() {
		System.gc();
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private void samples(int count) {
		for (int i = 0; i < count; i++) {
			this.load.sample(this.pool, this.now);
			this.now += SECOND;
		}
	}

	private LoadReport report() {
		return Objects.requireNonNull(this.load.ofMinutes());
	}

	private OriginLoad onlyOrigin() {
		assertThat(report().origins()).hasSize(1);
		return report().origins().get(0);
	}

	private Checkout borrow(String method, @Nullable String pattern) {
		return borrow(new CheckoutContext(null, new CheckoutContext.Request(method, pattern), null, null));
	}

	private Checkout borrow(CheckoutContext context) {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), context);
	}

}
