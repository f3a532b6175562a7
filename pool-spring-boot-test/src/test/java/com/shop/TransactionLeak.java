package com.shop;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Leaves a transaction on its thread, so that no other test may follow on that thread.
 */
@SpringBootTest(
		properties = { "spring.datasource.hikari.maximum-pool-size=100", "spring.datasource.hikari.minimum-idle=1" })
public class TransactionLeak {

	@Autowired
	PlatformTransactionManager transactions;

	@Test
	void aroundTransactionNeverEnded() {
		Lines.hereFor(this.transactions).getTransaction(null);
	}

}
