package io.github.connectionpool.internal.checkout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerTests {

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Ledger ledger = this.pool.ledger();

	@Test
	void isEmptyAtFirst() {
		assertThat(this.ledger.oldestFirst()).isEmpty();
		assertThat(this.ledger.size()).isZero();
		assertThat(this.ledger.borrows()).isZero();
	}

	@Test
	void listsTheOldestFirstHoweverManyThereAre() {
		List<Checkout> borrowed = borrow(1_000);
		assertThat(this.ledger.oldestFirst()).containsExactlyElementsOf(borrowed);
	}

	@Test
	void listsTheOldestFirstInWhateverOrderTheyAreReturned() {
		List<Checkout> borrowed = borrow(1_000);
		List<Checkout> returned = new ArrayList<>(borrowed);
		Collections.shuffle(returned, new Random(42));
		returned = returned.subList(0, 900);
		returned.forEach(this.pool::returned);
		borrowed.removeAll(returned);
		assertThat(this.ledger.oldestFirst()).containsExactlyElementsOf(borrowed);
		assertThat(this.ledger.size()).isEqualTo(100);
	}

	@Test
	void aListStaysAsItIs() {
		Checkout checkout = borrow(1).get(0);
		List<Checkout> before = this.ledger.oldestFirst();
		this.pool.returned(checkout);
		assertThat(before).containsExactly(checkout);
	}

	@Test
	void knowsWhatIsOpen() {
		List<Checkout> borrowed = borrow(2);
		this.pool.returned(borrowed.get(0));
		assertThat(this.ledger.isOpen(borrowed.get(0))).isFalse();
		assertThat(this.ledger.isOpen(borrowed.get(1))).isTrue();
	}

	@Test
	void countsBorrowsAlthoughTheyAreReturned() {
		borrow(3).forEach(this.pool::returned);
		assertThat(this.ledger.borrows()).isEqualTo(3);
		assertThat(this.ledger.size()).isZero();
	}

	@Test
	void numbersBorrowsFromOne() {
		assertThat(borrow(3)).extracting(Checkout::sequence).containsExactly(1L, 2L, 3L);
	}

	@Test
	void givesAPlaceToTheFirstFewAndFreesIt() {
		for (int round = 0; round < 3; round++) {
			List<Checkout> borrowed = borrow(Ledger.PLACES);
			assertThat(borrowed).extracting(Checkout::place).startsWith(borrowed.get(0).place());
			assertThat(borrowed.get(0).place()).isNotEqualTo(Ledger.NO_PLACE);
			assertThat(borrowed.get(Ledger.PLACES - 1).place()).isEqualTo(Ledger.NO_PLACE);
			borrowed.forEach(this.pool::returned);
			assertThat(this.ledger.size()).isZero();
		}
	}

	@Test
	void whatIsReturnedTwiceDoesNotTakeAwayAnothersPlace() {
		Checkout first = borrow(1).get(0);
		this.pool.returned(first);
		Checkout second = borrow(1).get(0);
		this.pool.returned(first);
		this.pool.revoked(first);
		assertThat(this.ledger.oldestFirst()).containsExactly(second);
		assertThat(this.pool.held().sinceStart().count()).isOne();
	}

	private List<Checkout> borrow(int count) {
		List<Checkout> borrowed = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			borrowed.add(this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE));
		}
		return borrowed;
	}

}
