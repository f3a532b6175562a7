package io.github.connectionpool.benchmarks.postgres;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What applications do with a database. Each key is chosen at random, so that the threads
 * do not wait for each other's locks.
 */
enum Workload {

	/** A row by its primary key: as little as can be done with a connection. */
	SELECT("select by primary key") {

		@Override
		void run(Shop shop) {
			shop.jdbc().queryForObject("select name from customers where id = ?", String.class, key());
		}

	},

	/** Select, update and insert in one transaction. */
	TRANSACTION("transaction of select, update, insert") {

		@Override
		void run(Shop shop) {
			int key = key();
			shop.transactions().executeWithoutResult((status) -> {
				Integer quantity = Objects.requireNonNull(
						shop.jdbc().queryForObject("select quantity from stock where id = ?", Integer.class, key));
				shop.jdbc().update("update stock set quantity = ? where id = ?", quantity - 1, key);
				shop.jdbc().update("insert into sales (stock, quantity) values (?, ?)", key, 1);
			});
		}

	};

	private final String words;

	Workload(String words) {
		this.words = words;
	}

	abstract void run(Shop shop);

	private static int key() {
		return 1 + ThreadLocalRandom.current().nextInt(Database.ROWS);
	}

	@Override
	public String toString() {
		return this.words;
	}

}
