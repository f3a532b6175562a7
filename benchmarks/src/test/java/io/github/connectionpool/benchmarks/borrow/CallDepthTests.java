package io.github.connectionpool.benchmarks.borrow;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CallDepthTests {

	@ParameterizedTest
	@ValueSource(ints = { BorrowPlan.SHALLOW, BorrowPlan.DEEP })
	void aStackIsAsDeepAsSaid(int depth) {
		CallDepth calls = new CallDepth();
		CompletableFuture<Integer> seen = new CompletableFuture<>();
		new Thread(() -> calls.call(depth, () -> seen.complete(new Throwable().getStackTrace().length))).start();
		assertThat(seen.join()).isEqualTo(depth);
	}

	@ParameterizedTest
	@ValueSource(ints = { BorrowPlan.SHALLOW, BorrowPlan.DEEP })
	void itIsAsDeepAgainWhenTheWayThereHasChanged(int depth) {
		CallDepth calls = new CallDepth();
		CompletableFuture<Integer> seen = new CompletableFuture<>();
		new Thread(() -> {
			calls.call(depth, () -> {
			});
			calls.forget();
			oneFrameMore(() -> calls.call(depth, () -> seen.complete(new Throwable().getStackTrace().length)));
		}).start();
		assertThat(seen.join()).isEqualTo(depth);
	}

	@ParameterizedTest
	@ValueSource(ints = 2)
	void aDepthThatCannotBeMadeIsRefused(int depth) {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new CallDepth().call(depth, () -> {
		})).withMessageStartingWith("A stack of 2 frames cannot be made");
	}

	private static void oneFrameMore(Runnable callee) {
		callee.run();
	}

}
