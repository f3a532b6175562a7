package io.github.connectionpool.internal.checkout;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class WorkUnitTests {

	private final MonitoredPool pool = TestPools.pool("orders", new TestPools.Numbers());

	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(WorkUnit.current()).isNull();
	}

	@Test
	void outsideOfAUnitThereIsNone() {
		assertThat(WorkUnit.current()).isNull();
		assertThat(borrow().work()).isNull();
	}

	@Test
	void aBorrowBelongsToTheUnitItIsMadeIn() {
		Checkout checkout;
		try (WorkUnit work = WorkUnit.begin("import")) {
			checkout = borrow();
			assertThat(checkout.work()).isSameAs(work);
			assertThat(work.name()).isEqualTo("import").isEqualTo(work.toString());
			assertThat(work.hasEnded()).isFalse();
		}
		assertThat(checkout.work()).satisfies((work) -> assertThat(work.hasEnded()).isTrue());
	}

	@Test
	void aUnitThatIsRunEndsThoughItThrows() {
		Checkout[] checkout = new Checkout[1];
		assertThatIllegalStateException().isThrownBy(() -> WorkUnit.run("import", () -> {
			checkout[0] = borrow();
			throw new IllegalStateException("failed");
		})).withMessage("failed");
		assertThat(checkout[0].work()).satisfies((work) -> assertThat(work.hasEnded()).isTrue());
	}

	@Test
	void aUnitThatIsCalledReturnsItsResultAndThrowsWhatItThrows() throws Exception {
		assertThat(WorkUnit.call("import", () -> String.valueOf(WorkUnit.current()))).isEqualTo("import");
		assertThat(WorkUnit.<String>call("import", () -> null)).isNull();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> WorkUnit.call("import", () -> {
			throw new IOException("failed");
		}));
	}

	@Test
	void aUnitThatNothingElseHoldsOutlivesACollection() {
		WorkUnit.begin("import");
		System.gc();
		WorkUnit work = WorkUnit.current();
		assertThat(work).hasToString("import");
		Objects.requireNonNull(work).close();
	}

	@Test
	void theOutermostUnitCounts() {
		try (WorkUnit outer = WorkUnit.begin("outer")) {
			try (WorkUnit inner = WorkUnit.begin("inner")) {
				assertThat(WorkUnit.current()).isSameAs(outer).isNotSameAs(inner);
			}
			assertThat(WorkUnit.current()).isSameAs(outer);
			assertThat(outer.hasEnded()).isFalse();
		}
	}

	@Test
	void anInnerUnitThatIsNeverEndedGoesWithTheOuter() {
		try (WorkUnit outer = WorkUnit.begin("outer")) {
			WorkUnit inner = WorkUnit.begin("forgotten");
			assertThat(WorkUnit.current()).isSameAs(outer).isNotSameAs(inner);
		}
		assertThat(WorkUnit.current()).isNull();
	}

	@Test
	void aUnitEndsOnce() throws Exception {
		WorkUnit work = WorkUnit.begin("import");
		work.close();
		long ended = work.endedNanos();
		TestPools.await().until(() -> System.nanoTime() > ended);
		work.close();
		TestPools.onThread("other", () -> {
			work.close();
			return null;
		});
		assertThat(work.endedNanos()).isEqualTo(ended);
	}

	@Test
	void anotherThreadKnowsNothingOfAUnit() throws Exception {
		try (WorkUnit work = WorkUnit.begin("import")) {
			assertThat(TestPools.onThread("other", () -> String.valueOf(WorkUnit.current()))).isEqualTo("null");
			assertThat(work.hasEnded()).isFalse();
		}
	}

	@Test
	void aUnitGoesOnOnTheThreadItIsAttachedTo() throws Exception {
		WorkUnit work = WorkUnit.begin("import");
		work.detach();
		assertThat(WorkUnit.current()).isNull();
		List<Object> seen = TestPools.onThread("other", () -> {
			work.attach();
			Checkout checkout = borrow();
			work.close();
			return List.of(String.valueOf(checkout.work()), String.valueOf(WorkUnit.current()));
		});
		assertThat(seen).containsExactly("import", "null");
		assertThat(work.isDetached()).isTrue();
		assertThat(work.hasEnded()).isTrue();
	}

	@Test
	void aUnitThatAnotherThreadHasEndedIsNoLongerThatOfTheThreadItIsBoundTo() throws Exception {
		WorkUnit work = WorkUnit.begin("import");
		endOnAnotherThread(work);
		assertThat(borrow().work()).isNull();
		try (WorkUnit next = WorkUnit.begin("next")) {
			assertThat(borrow().work()).isSameAs(next);
		}
	}

	@Test
	void anInnerUnitIsTheOutermostOnceTheOuterHasEndedOnAnotherThread() throws Exception {
		WorkUnit outer = WorkUnit.begin("outer");
		try (WorkUnit inner = WorkUnit.begin("inner")) {
			endOnAnotherThread(outer);
			assertThat(borrow().work()).isSameAs(inner);
			try (WorkUnit innermost = WorkUnit.begin("innermost")) {
				assertThat(borrow().work()).isSameAs(inner).isNotSameAs(innermost);
			}
		}
		assertThat(borrow().work()).isNull();
	}

	@Test
	void aUnitThatIsAttachedTwiceIsGoneWhenItEnds() {
		WorkUnit work = WorkUnit.begin("import");
		work.attach();
		work.close();
		assertThat(WorkUnit.current()).isNull();
	}

	@Test
	void unitsMayBeEndedInAnyOrder() {
		WorkUnit outer = WorkUnit.begin("outer");
		WorkUnit inner = WorkUnit.begin("inner");
		outer.close();
		inner.close();
		assertThat(WorkUnit.current()).isNull();
		assertThat(inner.hasEnded()).isTrue();
	}

	private static void endOnAnotherThread(WorkUnit work) throws Exception {
		TestPools.onThread("other", () -> {
			work.close();
			return null;
		});
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

}
