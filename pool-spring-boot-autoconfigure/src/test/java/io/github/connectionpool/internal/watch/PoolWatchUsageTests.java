package io.github.connectionpool.internal.watch;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class PoolWatchUsageTests {

	private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final PoolWatch watch = new Told().watch(this.pool);

	@Test
	void oneUnitOfWorkThatHoldsThreeNeedsMoreThanThree() throws Exception {
		WorkUnit.run("a request", () -> {
			borrow();
			borrow();
			borrow();
			this.watch.check(System.nanoTime());
		});
		assertThat(this.watch.history().usage().nestedDemand()).as("1 × (3 − 1) + 1").isEqualTo(3);
	}

	@Test
	void ordinaryWorkBesideItIsNotNested() throws Exception {
		WorkUnit.run("another request", this::borrow);
		WorkUnit.run("a request", () -> {
			borrow();
			borrow();
			this.watch.check(System.nanoTime());
		});
		assertThat(this.watch.history().usage().nestedDemand()).as("1 × (2 − 1) + 1").isEqualTo(2);
	}

	@Test
	void whatAnotherThreadGivesBackIsNotNested() throws Exception {
		WorkUnit.run("a request", () -> {
			Checkout handedOn = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
			borrow();
			this.pool.handedOn().add(handedOn, System.nanoTime());
			this.watch.check(System.nanoTime());
		});
		assertThat(this.watch.history().usage().nestedDemand()).isZero();
	}

	@Test
	void whatWasLostInEarlierWorkIsNotNested() throws Exception {
		WorkUnit.run("a request that leaks", this::borrow);
		WorkUnit.run("the next request", () -> {
			borrow();
			this.watch.check(System.nanoTime());
		});
		assertThat(this.watch.history().usage().nestedDemand()).isZero();
	}

	@Test
	void remembersThePeakOfAllLooks() {
		this.numbers.counts(TestPools.counts(7, 10));
		this.watch.check(System.nanoTime());
		this.numbers.counts(TestPools.counts(1, 10));
		this.watch.check(System.nanoTime());
		assertThat(this.watch.history().usage().peak()).isEqualTo(7);
	}

	@Test
	void remembersTheLineThatCallsByHttpWhileItHoldsAConnection() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Thread caller = new Thread(() -> {
				borrow();
				call(silent.getLocalPort());
			});
			caller.start();
			TestPools.await().untilAsserted(() -> {
				this.watch.check(System.nanoTime() + TEN_SECONDS.toNanos());
				assertThat(this.watch.history().heldDuringCalls()).singleElement().satisfies((call) -> {
					assertThat(call.line()).contains("PoolWatchUsageTests.call(PoolWatchUsageTests.java:");
					assertThat(call.count()).isEqualTo(1);
					assertThat(call.unused()).isGreaterThan(Duration.ofSeconds(2));
				});
				this.watch.check(System.nanoTime() + TEN_SECONDS.toNanos());
			});
			caller.interrupt();
			caller.join();
		}
	}

	@Test
	void whoWaitsForSomethingElseIsNotRemembered() {
		borrow();
		this.watch.check(System.nanoTime() + TEN_SECONDS.toNanos());
		assertThat(this.watch.last().count(Verdict.HELD)).isEqualTo(1);
		assertThat(this.watch.history().heldDuringCalls()).isEmpty();
	}

	@Test
	void whatIsReturnedIsForgotten() {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		this.watch.check(System.nanoTime() + TEN_SECONDS.toNanos());
		assertThat(this.watch).extracting("watched.history.calls.seen", InstanceOfAssertFactories.COLLECTION)
			.containsExactly(checkout);
		this.pool.returned(checkout);
		this.watch.check(System.nanoTime() + TEN_SECONDS.toNanos());
		assertThat(this.watch).extracting("watched.history.calls.seen", InstanceOfAssertFactories.COLLECTION).isEmpty();
	}

	private static void call(int port) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/pay")).build();
		try {
			HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
		}
		catch (java.io.IOException | InterruptedException ex) {
			// the end of the test
		}
	}

	private void borrow() {
		this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

}
