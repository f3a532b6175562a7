package io.github.connectionpool.checkout;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class WorkTests {

	private final Pool pool = TestPools.pool("orders", new TestPools.Numbers());

	@AfterEach
	void nothingIsLeftOnTheThread() {
		assertThat(Work.current()).isNull();
	}

	@Test
	void outsideOfAUnitThereIsNone() {
		assertThat(Work.current()).isNull();
		assertThat(borrow().work()).isNull();
	}

	@Test
	void aBorrowBelongsToTheUnitItIsMadeIn() {
		Checkout checkout;
		try (Work work = Work.begin("import")) {
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
		assertThatIllegalStateException().isThrownBy(() -> Work.run("import", () -> {
			checkout[0] = borrow();
			throw new IllegalStateException("failed");
		})).withMessage("failed");
		assertThat(checkout[0].work()).satisfies((work) -> assertThat(work.hasEnded()).isTrue());
	}

	@Test
	void aUnitThatIsCalledReturnsItsResultAndThrowsWhatItThrows() throws Exception {
		assertThat(Work.call("import", () -> String.valueOf(Work.current()))).isEqualTo("import");
		assertThat(Work.<String>call("import", () -> null)).isNull();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Work.call("import", () -> {
			throw new IOException("failed");
		}));
	}

	@Test
	void aUnitThatNothingElseHoldsOutlivesACollection() {
		Work.begin("import");
		System.gc();
		Work work = Work.current();
		assertThat(work).hasToString("import");
		Objects.requireNonNull(work).close();
	}

	@Test
	void theOutermostUnitCounts() {
		try (Work outer = Work.begin("outer")) {
			try (Work inner = Work.begin("inner")) {
				assertThat(Work.current()).isSameAs(outer).isNotSameAs(inner);
			}
			assertThat(Work.current()).isSameAs(outer);
			assertThat(outer.hasEnded()).isFalse();
		}
	}

	@Test
	void anInnerUnitThatIsNeverEndedGoesWithTheOuter() {
		try (Work outer = Work.begin("outer")) {
			Work inner = Work.begin("forgotten");
			assertThat(Work.current()).isSameAs(outer).isNotSameAs(inner);
		}
		assertThat(Work.current()).isNull();
	}

	@Test
	void aUnitEndsOnce() throws Exception {
		Work work = Work.begin("import");
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
		try (Work work = Work.begin("import")) {
			assertThat(TestPools.onThread("other", () -> String.valueOf(Work.current()))).isEqualTo("null");
			assertThat(work.hasEnded()).isFalse();
		}
	}

	@Test
	void aUnitGoesOnOnTheThreadItIsAttachedTo() throws Exception {
		Work work = Work.begin("import");
		work.detach();
		assertThat(Work.current()).isNull();
		List<Object> seen = TestPools.onThread("other", () -> {
			work.attach();
			Checkout checkout = borrow();
			work.close();
			return List.of(String.valueOf(checkout.work()), String.valueOf(Work.current()));
		});
		assertThat(seen).containsExactly("import", "null");
		assertThat(work.isDetached()).isTrue();
		assertThat(work.hasEnded()).isTrue();
	}

	@Test
	void aUnitThatAnotherThreadHasEndedIsNoLongerThatOfTheThreadItIsBoundTo() throws Exception {
		Work work = Work.begin("import");
		endOnAnotherThread(work);
		assertThat(borrow().work()).isNull();
		try (Work next = Work.begin("next")) {
			assertThat(borrow().work()).isSameAs(next);
		}
	}

	@Test
	void anInnerUnitIsTheOutermostOnceTheOuterHasEndedOnAnotherThread() throws Exception {
		Work outer = Work.begin("outer");
		try (Work inner = Work.begin("inner")) {
			endOnAnotherThread(outer);
			assertThat(borrow().work()).isSameAs(inner);
			try (Work innermost = Work.begin("innermost")) {
				assertThat(borrow().work()).isSameAs(inner).isNotSameAs(innermost);
			}
		}
		assertThat(borrow().work()).isNull();
	}

	@Test
	void aUnitThatIsAttachedTwiceIsGoneWhenItEnds() {
		Work work = Work.begin("import");
		work.attach();
		work.close();
		assertThat(Work.current()).isNull();
	}

	@Test
	void unitsMayBeEndedInAnyOrder() {
		Work outer = Work.begin("outer");
		Work inner = Work.begin("inner");
		outer.close();
		inner.close();
		assertThat(Work.current()).isNull();
		assertThat(inner.hasEnded()).isTrue();
	}

	private static void endOnAnotherThread(Work work) throws Exception {
		TestPools.onThread("other", () -> {
			work.close();
			return null;
		});
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), Context.NONE);
	}

}
