package io.github.connectionpool.evaluation.work;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RepetitionTests {

	private final AtomicInteger times = new AtomicInteger();

	@Test
	void aUnitOfWorkRepeatsItselfAsLongAsItIsWanted() throws Exception {
		Repetition.during(() -> this.times.get() < 7, () -> Threads.run("worker", this.times::incrementAndGet));
		assertThat(this.times).hasValue(7);
	}

	@Test
	void afterAHundredTimesTheNextUnitOfWorkHasItsTurn() throws Exception {
		Repetition.during(() -> true, () -> Threads.run("worker", this.times::incrementAndGet));
		assertThat(this.times).hasValue(100);
	}

	@Test
	void aFailureDoesNotEndItAndIsToldIfItIsTheLast() {
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> Repetition.during(() -> this.times.get() < 3, () -> Threads.run("worker", this::fail)))
			.withMessageEndingWith("time 3");
	}

	@Test
	void otherWorkIsDoneOnce() throws Exception {
		Repetition.during(() -> true, () -> assertThat(this.times).hasValue(0));
		Threads.run("worker", this.times::incrementAndGet);
		assertThat(this.times).hasValue(1);
	}

	private void fail() {
		throw new IllegalStateException("time " + this.times.incrementAndGet());
	}

}
