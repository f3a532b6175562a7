package io.github.connectionpool.internal.watch;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Episodes;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.ExhaustionReport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each exhaustion is told once, when its report is there.
 */
class ExhaustionToldTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final TestPools.Numbers numbers = new TestPools.Numbers().counts(TestPools.counts(2, 2));

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final Told told = new Told();

	private final PoolWatch watch = this.told.watch(this.pool);

	private final long now = System.nanoTime();

	@Test
	void isToldOnce() {
		fail();
		fail();
		this.watch.check(this.now + SECOND);
		this.watch.check(this.now + 2 * SECOND);
		assertThat(this.told.exhaustions).singleElement().extracting(ExhaustionReport::failed).isEqualTo(2);
	}

	@Test
	void aLookWhileTheReportOfTheNextIsMadeTellsItLater() {
		fail();
		this.watch.check(this.now + SECOND);
		assertThat(this.told.exhaustions).hasSize(1);
		// has failed, and is about to make the report
		Episodes.failed(this.pool, this.now + 20 * SECOND, this.now + 20 * SECOND);
		this.watch.check(this.now + 21 * SECOND);
		assertThat(this.told.exhaustions).hasSize(1);
		fail();
		this.watch.check(this.now + 22 * SECOND);
		assertThat(this.told.exhaustions).hasSize(2);
		assertThat(this.told.exhaustions.get(1).failed()).isEqualTo(2);
	}

	private void fail() {
		assertThat(this.pool.failures().failed(System.nanoTime(), new SQLTransientConnectionException(), false).told())
			.startsWith("Connection pool 'dataSource' is exhausted");
	}

}
