package io.github.connectionpool.evaluation.approach;

import java.time.Duration;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.testsupport.PgBouncerServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Tag("long")
@Tag("measured")
class TransactionModeTests {

	@BeforeAll
	static void pgBouncerIsInstalled() {
		assumeTrue(PgBouncerServer.program().isPresent(), PgBouncerServer.HOW_TO_INSTALL);
	}

	@Test
	void twoHundredClientsOnTwentyFiveServerConnectionsFailInNothing() throws Exception {
		try (Site site = Site.start(Approach.PGBOUNCER_TRANSACTION)) {
			assertThat(site.fleet().connections()).isEqualTo(200);
			Load load = new Load(site.fleet());
			LoadResult result = load.arrive(150, Duration.ofSeconds(3));
			assertThat(result.failures()).isEmpty();
			assertThat(result.served()).isEqualTo(Load.arrivals(150, Duration.ofSeconds(3)).length);
			// as many at once as there are clients, whether they succeed or not
			assertThat(load.saturate(Duration.ofSeconds(2)).served()).isPositive();
			assertThat(site.watch().mostBackends()).isBetween(1, 25);
		}
	}

}
