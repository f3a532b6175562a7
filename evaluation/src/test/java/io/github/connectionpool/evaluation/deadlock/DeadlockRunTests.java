package io.github.connectionpool.evaluation.deadlock;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlockRunTests {

	private static final String SAID = "Deadlock: all 2 connections are held";

	@Test
	void aDeadlockMustBeCalledOne() {
		assertThat(new DeadlockRun(DeadlockCase.NESTED, SAID, "timed out").wrong()).isNull();
		assertThat(new DeadlockRun(DeadlockCase.NESTED, null, "timed out").wrong())
			.isEqualTo("nested is a deadlock and was not called one");
	}

	@Test
	void whatCameToItsEndWasNoDeadlock() {
		assertThat(new DeadlockRun(DeadlockCase.NESTED, SAID, null).wrong())
			.isEqualTo("nested came to its end, so that it was no deadlock");
	}

	@Test
	void whatComesToItsEndMustNotBeCalledADeadlock() {
		assertThat(new DeadlockRun(DeadlockCase.CHAIN_OF_FUTURES, null, null).wrong()).isNull();
		assertThat(new DeadlockRun(DeadlockCase.CHAIN_OF_FUTURES, SAID, null).wrong())
			.startsWith("chain_of_futures comes to its end and was called a deadlock");
	}

	@Test
	void fiveRoundsHaveAHundredChains() {
		assertThat(Arrays.stream(DeadlockCase.values())
			.filter((one) -> one == DeadlockCase.CHAIN_OF_FUTURES)
			.mapToInt(DeadlockCase::copies)
			.sum() * 5).isEqualTo(100);
	}

}
