package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence.Owner;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which owners are looked at, and what is noted of them.
 */
class OwnerInspectorTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final OwnerInspector owners = new OwnerInspector(this.pool.callSites());

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private final CountDownLatch release = new CountDownLatch(1);

	private final long later = System.nanoTime() + 100 * SECOND;

	@AfterEach
	void end() {
		this.release.countDown();
		this.executor.shutdownNow();
	}

	@Test
	void anEndedThreadIsNoticedHoweverYoungTheCheckoutIs() throws Exception {
		Checkout checkout = TestPools.onThread("worker", this::borrow);
		long now = System.nanoTime();
		look(now, checkout);
		assertThat(checkout.evidence().owner()).isEqualTo(Owner.ENDED);
		assertThat(checkout.evidence().sinceNanos()).isEqualTo(now);
	}

	@Test
	void anEndCountsFromTheLookThatSawItFirst() throws Exception {
		Checkout checkout = TestPools.onThread("worker", this::borrow);
		look(this.later, checkout);
		look(this.later + SECOND, checkout);
		assertThat(checkout.evidence().sinceNanos()).isEqualTo(this.later);
	}

	@Test
	void aThreadThatRunsIsWorking() {
		Checkout checkout = borrow();
		look(this.later, checkout);
		assertThat(checkout.evidence().owner()).isEqualTo(Owner.WORKING);
	}

	@Test
	void anIdleWorkerIsNoticed() throws Exception {
		Checkout checkout = onWorker(this::borrow);
		awaitSeen(Owner.IDLE, checkout);
		long since = checkout.evidence().sinceNanos();
		look(since + SECOND, checkout);
		assertThat(checkout.evidence().sinceNanos()).isEqualTo(since);
	}

	@Test
	void aWorkerInAnotherTaskIsNoticedAndThenThatItIsIdle() throws Exception {
		Checkout checkout = onWorker(this::borrow);
		this.executor.execute(this::hold);
		awaitSeen(Owner.ELSEWHERE, checkout);
		this.release.countDown();
		awaitSeen(Owner.IDLE, checkout);
	}

	@Test
	void anIdleWorkerThatEndsIsNoticed() throws Exception {
		Checkout checkout = onWorker(this::borrow);
		awaitSeen(Owner.IDLE, checkout);
		this.executor.shutdown();
		awaitSeen(Owner.ENDED, checkout);
	}

	@Test
	void noStackIsTakenForAYoungCheckout() throws Exception {
		Checkout checkout = idle();
		look(System.nanoTime(), checkout);
		assertThat(checkout.evidence().owner()).isEqualTo(Owner.WORKING);
	}

	@Test
	void aStackIsTakenForAYoungCheckoutWhoseOwnerWaits() throws Exception {
		Checkout checkout = idle();
		checkout.owner().beginWait(this.pool, System.nanoTime());
		look(System.nanoTime(), checkout);
		assertThat(checkout.evidence().owner()).isEqualTo(Owner.IDLE);
	}

	@Test
	void noStackIsTakenWhileACallIsInFlight() throws Exception {
		Checkout checkout = idle();
		checkout.beginStatement("select 1");
		look(this.later, checkout);
		assertThat(checkout.evidence().owner()).isEqualTo(Owner.WORKING);
	}

	@Test
	void noStackIsTakenWhereTheUnitOfWorkIsKnown() throws Exception {
		Checkout checkout = onWorker(() -> WorkUnit.call("a task", this::borrow));
		awaitIdle(checkout);
		look(this.later, checkout);
		assertThat(checkout.evidence().owner()).isEqualTo(Owner.WORKING);
	}

	@Test
	void afterATransactionTheStackTellsWhetherTheThreadHasLeftTheWork() throws Exception {
		Checkout checkout = onWorker(() -> {
			WorkUnit work = WorkUnit.provisional("a transaction");
			work.attach();
			try (work) {
				return borrow();
			}
		});
		awaitSeen(Owner.IDLE, checkout);
	}

	@Test
	void noStackIsTakenOfWhatIsHeldOnPurpose() throws Exception {
		Checkout checkout = idle();
		checkout.heldFor("listens for notifications");
		look(this.later, checkout);
		assertThat(checkout.evidence().owner()).isEqualTo(Owner.WORKING);
	}

	@Test
	void onlySoManyStacksAreTakenInALookAndTheNextGoesOnFromThere() throws Exception {
		Checkout first = idle();
		List<Checkout> all = new ArrayList<>(List.of(first));
		for (int i = 1; i < 60; i++) {
			all.add(onWorker(this::borrow));
		}
		awaitIdle(first);
		Checkout[] open = all.toArray(Checkout[]::new);
		look(this.later, open);
		assertThat(idles(all)).isEqualTo(25);
		look(this.later, open);
		assertThat(idles(all)).isEqualTo(50);
		look(this.later, open);
		assertThat(idles(all)).isEqualTo(60);
	}

	@Test
	void thoseThatAreLookedAtInVainDoNotHideTheOthers() throws Exception {
		List<Checkout> all = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			all.add(borrow());
		}
		Checkout last = idle();
		all.add(last);
		Checkout[] open = all.toArray(Checkout[]::new);
		look(this.later, open);
		look(this.later, open);
		assertThat(last.evidence().owner()).isEqualTo(Owner.WORKING);
		look(this.later, open);
		assertThat(last.evidence().owner()).isEqualTo(Owner.IDLE);
		Checkout early = onWorker(this::borrow);
		awaitIdle(early);
		List<Checkout> again = new ArrayList<>(all);
		again.add(early);
		for (int i = 0; i < 3; i++) {
			look(this.later, again.toArray(Checkout[]::new));
		}
		assertThat(early.evidence().owner()).isEqualTo(Owner.IDLE);
	}

	private static long idles(List<Checkout> checkouts) {
		return checkouts.stream().filter((checkout) -> checkout.evidence().owner() == Owner.IDLE).count();
	}

	private void look(long now, Checkout... checkouts) {
		this.owners.begin(List.of(checkouts), this.judge, now);
		for (Checkout checkout : checkouts) {
			this.owners.inspect(checkout, this.judge, now);
		}
	}

	private void awaitSeen(Owner owner, Checkout checkout) {
		TestPools.await().until(() -> {
			look(this.later, checkout);
			return checkout.evidence().owner() == owner;
		});
	}

	/** What a worker has borrowed that waits for its next task now. */
	private Checkout idle() throws Exception {
		Checkout checkout = onWorker(this::borrow);
		awaitIdle(checkout);
		return checkout;
	}

	private static void awaitIdle(Checkout checkout) {
		Thread worker = checkout.owner().thread();
		assertThat(worker).isNotNull();
		TestPools.await().until(() -> worker.getState() == Thread.State.WAITING);
	}

	private Checkout onWorker(Callable<Checkout> borrow) throws Exception {
		return this.executor.submit(borrow).get();
	}

	private void hold() {
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

}
