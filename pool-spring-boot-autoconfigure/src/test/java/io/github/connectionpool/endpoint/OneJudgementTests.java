package io.github.connectionpool.endpoint;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.NullMarked;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.Show;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.metrics.PoolMeters;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All parts of one answer come from the same judgement: between two checks, too, and
 * before the first.
 */
@NullMarked
class OneJudgementTests {

	private final PoolRegistry pools = new PoolRegistry();

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	@Test
	void aLeakThatNoCheckHasSeenIsInAllParts() {
		this.pools.add(this.pool);
		Checkout checkout = lost();
		PoolView view = answer();
		assertThat(view.checkouts()).singleElement().satisfies((shown) -> {
			assertThat(shown.id()).isEqualTo(checkout.id());
			assertThat(shown.verdict()).isEqualTo(Verdict.LEAKED);
		});
		assertThat(view.leaked()).isOne();
		assertThat(view.findings()).extracting(Finding::id).contains("leak");
		assertThat(view.callSites()).singleElement()
			.satisfies((site) -> assertThat(site.verdicts()).containsEntry(Verdict.LEAKED, 1));
	}

	@Test
	void aLeakThatWasReturnedSinceTheLastCheckIsInNone() {
		this.pools.add(this.pool);
		this.pool.returned(lost());
		PoolView view = answer();
		assertThat(view.checkouts()).isEmpty();
		assertThat(view.leaked()).isZero();
		assertThat(view.findings()).extracting(Finding::id).doesNotContain("leak");
	}

	/** The last reading was before the loss, and no check has been made since. */
	@Test
	void aLeakBetweenTwoChecksIsTheSameNumberInMetersAndAnswer() {
		this.pools.add(this.pool);
		Knowledge knowledge = TestPools.knowledge(this.pools, Duration.ofDays(1));
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new PoolMeters(this.pools, knowledge.monitor()).bindTo(registry);
		ConnectionPoolEndpoint endpoint = new ConnectionPoolEndpoint(this.pools, knowledge, Show.NEVER, List.of());
		assertThat(answer(endpoint).leaked()).isZero();
		lost();
		lost();
		PoolView view = answer(endpoint);
		assertThat(view.leaked()).isEqualTo(2);
		assertThat(view.checkouts()).extracting(CheckoutView::verdict).containsExactly(Verdict.LEAKED, Verdict.LEAKED);
		assertThat(view.callSites()).singleElement()
			.satisfies((site) -> assertThat(site.verdicts()).containsExactly(Map.entry(Verdict.LEAKED, 2)));
		assertThat(view.findings()).filteredOn((finding) -> finding.id().equals("leak"))
			.singleElement()
			.satisfies((finding) -> assertThat(finding.evidence()).contains(" (2)"));
		assertThat(registry.get("connectionpool.checkouts").tag("verdict", "LEAKED").gauge().value()).isEqualTo(2);
	}

	private static PoolView answer(ConnectionPoolEndpoint endpoint) {
		return Objects.requireNonNull(endpoint.pool("dataSource", null));
	}

	/** A handle the application has lost, and a collection has told. */
	private Checkout lost() {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		checkout.lends(connection(), new Object());
		TestPools.await().until(() -> {
			System.gc();
			return checkout.isUnreachable();
		});
		return checkout;
	}

	private static Connection connection() {
		return (Connection) Proxy.newProxyInstance(OneJudgementTests.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> null);
	}

	private PoolView answer() {
		return Objects.requireNonNull(new ConnectionPoolEndpoint(this.pools,
				TestPools.knowledge(this.pools, Duration.ofDays(1)), Show.NEVER, List.of())
			.pool("dataSource", null));
	}

}
