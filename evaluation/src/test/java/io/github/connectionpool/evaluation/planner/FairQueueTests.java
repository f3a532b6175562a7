package io.github.connectionpool.evaluation.planner;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.evaluation.planner.Borrows.Borrow;

import static org.assertj.core.api.Assertions.assertThat;

class FairQueueTests {

	@Test
	void whoAsksFirstIsServedFirstByTheConnectionThatIsFreeFirst() {
		List<Borrow> borrows = List.of(held(0, 100), held(10, 50), held(20, 30), held(30, 5), held(200, 1));
		assertThat(FairQueue.waits(borrows, 2)).containsExactly(0, 0, 40, 60, 0);
	}

	@Test
	void overtakenIsWhoWaitsWhileALaterOneIsServed() {
		List<Borrow> borrows = List.of(granted(0, 0), granted(10, 500), granted(20, 499), granted(30, 100),
				granted(40, 501));
		assertThat(FairQueue.overtaken(borrows, 0)).isEqualTo(2);
		assertThat(FairQueue.overtaken(borrows, 399)).isEqualTo(1);
		assertThat(FairQueue.overtaken(borrows, 400)).isZero();
	}

	private static Borrow held(long asked, long held) {
		return new Borrow(asked, asked, asked, asked + held);
	}

	private static Borrow granted(long asked, long granted) {
		return new Borrow(asked, asked, granted, granted + 1);
	}

}
