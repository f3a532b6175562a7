package io.github.connectionpool.internal.garbage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.watch.WatchSettings;

import static org.assertj.core.api.Assertions.assertThat;

class GarbageProofTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final OnDemandExecutor helper = new OnDemandExecutor("helper");

	private final List<String> done = new CopyOnWriteArrayList<>();

	private final GarbageProof proof = proof(CollectGarbage.UNDER_PRESSURE);

	@Test
	void asksAtOnceAndHasALookTakenAfterwards() {
		ask(0);
		assertThat(this.done).containsExactly("collected", "looked");
	}

	@Test
	void asksAtMostOnceInTenSeconds() {
		for (long time = 0; time < 10 * SECOND; time += SECOND / 2) {
			ask(time);
		}
		ask(10 * SECOND - 1);
		assertThat(collections()).isOne();
		ask(11 * SECOND);
		assertThat(collections()).isEqualTo(2);
		ask(21 * SECOND - 1);
		assertThat(collections()).isEqualTo(2);
	}

	@Test
	void theClockMayOverflowMeanwhile() {
		long start = Long.MAX_VALUE - 2 * SECOND;
		ask(start);
		ask(start + 5 * SECOND);
		assertThat(collections()).isOne();
		ask(start + 11 * SECOND);
		assertThat(collections()).isEqualTo(2);
	}

	@Test
	void neverAsksUnlessItIsToldTo() {
		GarbageProof never = proof(CollectGarbage.NEVER);
		for (long time = 0; time < 100 * SECOND; time += SECOND) {
			never.underPressure(time, time, () -> this.done.add("looked"));
		}
		finish();
		assertThat(this.done).isEmpty();
		assertThat(WatchSettings.every(Duration.ofSeconds(1)).collectGarbage()).isEqualTo(CollectGarbage.NEVER);
	}

	@Test
	void doesNotWaitForTheCollection() {
		CompletableFuture<Void> collection = new CompletableFuture<>();
		new GarbageProof(CollectGarbage.UNDER_PRESSURE, this.helper, collection::join).underPressure(0, 0,
				() -> this.done.add("looked"));
		assertThat(this.done).isEmpty();
		collection.complete(null);
		finish();
		assertThat(this.done).containsExactly("looked");
	}

	@Test
	void asksAgainWhenThereWasNoRoom() {
		CompletableFuture<Void> busy = new CompletableFuture<>();
		while (this.helper.submit(busy::join)) {
			// until it is full
		}
		this.proof.underPressure(0, 0, () -> this.done.add("looked"));
		busy.complete(null);
		finish();
		assertThat(this.done).isEmpty();
		ask(11 * SECOND);
		assertThat(this.done).containsExactly("collected", "looked");
	}

	@Test
	void doesNotAskForWhatWasLostBeforeTheLastCollection() {
		ask(5 * SECOND);
		this.proof.underPressure(4 * SECOND, 100 * SECOND, () -> this.done.add("looked"));
		finish();
		assertThat(this.done).containsExactly("collected", "looked");
		this.proof.underPressure(6 * SECOND, 100 * SECOND, () -> this.done.add("looked"));
		finish();
		assertThat(collections()).isEqualTo(2);
	}

	private GarbageProof proof(CollectGarbage policy) {
		return new GarbageProof(policy, this.helper, () -> this.done.add("collected"));
	}

	private void ask(long now) {
		this.proof.underPressure(now, now, () -> this.done.add("looked"));
		finish();
	}

	/** Full ones; between them the next young one may be hastened. */
	private long collections() {
		return this.done.stream().filter("collected"::equals).count();
	}

	/** Until the helper has done all it had to do before. */
	private void finish() {
		CompletableFuture<Void> end = new CompletableFuture<>();
		while (!this.helper.submit(() -> end.complete(null))) {
			Thread.onSpinWait();
		}
		end.join();
	}

}
