package io.github.connectionpool.internal.deadlock;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.deadlock.WaitForGraph.Hold;
import io.github.connectionpool.internal.deadlock.WaitForGraph.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class WaitForGraphTests {

	private final WaitForGraph graph = new WaitForGraph();

	@Test
	void holdersThatWaitForTheirOwnPoolAreDeadlocked() {
		this.graph.full("pool", List.of(by(1), by(2)));
		this.graph.waits(1, "pool");
		this.graph.waits(2, "pool");
		assertThat(this.graph.deadlocked()).containsExactlyInAnyOrder("pool", 1, 2);
	}

	@Test
	void oneHolderThatMayGoOnFreesAll() {
		this.graph.full("pool", List.of(by(1), by(2), by(3)));
		this.graph.waits(1, "pool");
		this.graph.waits(2, "pool");
		assertThat(this.graph.deadlocked()).isEmpty();
	}

	@Test
	void oneConnectionThatAnotherThreadMayGiveBackFreesAll() {
		this.graph.full("pool", List.of(by(1), new Hold(2, Kind.AT_ANY_TIME)));
		this.graph.waits(1, "pool");
		this.graph.waits(2, "pool");
		assertThat(this.graph.deadlocked()).isEmpty();
	}

	@Test
	void aPoolThatIsNotFullLetsItsWaitersGoOn() {
		this.graph.full("first", List.of(by(1)));
		this.graph.waits(1, "second");
		assertThat(this.graph.deadlocked()).isEmpty();
	}

	@Test
	void twoPoolsInCrossedOrderAreDeadlocked() {
		this.graph.full("first", List.of(by(1)));
		this.graph.full("second", List.of(by(2)));
		this.graph.waits(1, "second");
		this.graph.waits(2, "first");
		assertThat(this.graph.deadlocked()).containsExactlyInAnyOrder("first", "second", 1, 2);
	}

	@Test
	void twoPoolsInCrossedOrderAreNotWhileOneOfManyHoldersMayGoOn() {
		this.graph.full("first", List.of(by(1)));
		this.graph.full("second", List.of(by(2), by(3)));
		this.graph.waits(1, "second");
		this.graph.waits(2, "first");
		assertThat(this.graph.deadlocked()).isEmpty();
	}

	@Test
	void aHolderThatWaitsForALockWhoseHolderWaitsForThePoolIsDeadlocked() {
		this.graph.full("pool", List.of(by(1)));
		this.graph.waits(1, 2);
		this.graph.waits(2, "pool");
		assertThat(this.graph.deadlocked()).containsExactlyInAnyOrder("pool", 1, 2);
	}

	@Test
	void aHolderThatWaitsForALockWhoseHolderRunsIsNot() {
		this.graph.full("pool", List.of(by(1)));
		this.graph.waits(1, 2);
		assertThat(this.graph.deadlocked()).isEmpty();
	}

	@Test
	void aCircleOfLocksAmongTheHoldersIsADeadlockOfThePool() {
		this.graph.full("pool", List.of(by(1), by(2)));
		this.graph.waits(1, 2);
		this.graph.waits(2, 1);
		assertThat(this.graph.deadlocked()).contains("pool");
	}

	@Test
	void aLeakAmongTheHoldersFreesNothing() {
		this.graph.full("pool", List.of(by(1), new Hold(2, Kind.NEVER)));
		this.graph.waits(1, "pool");
		assertThat(this.graph.deadlocked()).containsExactlyInAnyOrder("pool", 1);
	}

	@Test
	void aPoolFullOfLeaksIsNoDeadlock() {
		this.graph.full("pool", List.of(new Hold(1, Kind.NEVER), new Hold(2, Kind.NEVER)));
		this.graph.waits(3, "pool");
		assertThat(this.graph.deadlocked()).isEmpty();
	}

	@Test
	void whatWaitsForAPoolFullOfLeaksIsNoDeadlock() {
		this.graph.full("leaked", List.of(new Hold(1, Kind.NEVER)));
		this.graph.full("behind", List.of(by(2)));
		this.graph.waits(2, "leaked");
		this.graph.waits(3, "behind");
		assertThat(this.graph.deadlocked()).isEmpty();
	}

	@Test
	void aPoolWhoseHoldersWaitForADeadlockedOneIsPartOfIt() {
		this.graph.full("pool", List.of(by(1)));
		this.graph.full("behind", List.of(by(2)));
		this.graph.waits(1, "pool");
		this.graph.waits(2, "pool");
		assertThat(this.graph.deadlocked()).contains("pool", "behind");
	}

	private static Hold by(Object holder) {
		return new Hold(holder, Kind.WITH_ITS_HOLDER);
	}

}
