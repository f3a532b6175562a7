package io.github.connectionpool.test;

import com.shop.RuleCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The annotations allow and forbid as they say.
 */
class RuleTests {

	@BeforeEach
	void waitForAMoment() {
		System.setProperty(Wait.PROPERTY, "50ms");
	}

	@AfterEach
	void waitAsUsual() {
		System.clearProperty(Wait.PROPERTY);
	}

	@Test
	void annotationsAllowAndForbid() {
		Launched launched = Launched.run(RuleCases.class);
		assertThat(launched.results()).hasSize(10);
		assertThat(launched.hasPassed("oneAfterTheOther")).isTrue();
		assertThat(launched.hasPassed("theMethodComesFirst")).isTrue();
		for (String test : new String[] { "nestedBorrow", "onAnotherThread", "newTransactionWithinThatOfTheTest",
				"nestedBorrowInNestedClass" }) {
			assertThat(launched.failure(test)).as(test)
				.isInstanceOf(OpenConnectionsError.class)
				.hasMessageContaining(test + "() has had 2 connections at once, @MaxConnections allows 1:")
				.hasMessageContaining("- the last one, borrowed by thread '");
		}
		assertThat(launched.failure("nestedBorrow"))
			.hasMessageFindingMatch("(?s)at com\\.shop\\.RuleCases\\.nestedBorrow\\(RuleCases\\.java:\\d+\\)"
					+ ".*the last one.*at com\\.shop\\.RuleCases\\.nestedBorrow\\(RuleCases\\.java:\\d+\\)");
		assertThat(launched.failure("noneAtAll"))
			.hasMessageContaining("has had 1 connection, @MaxConnections allows 0:")
			.hasMessageContaining("at com.shop.Shop$Orders.count(Shop.java:");
		assertThat(launched.failure("negative")).isInstanceOf(IllegalArgumentException.class)
			.hasMessage("@MaxConnections(-1) of com.shop.RuleCases must not be negative; 0 means that the test borrows"
					+ " no connection");
		assertThat(launched.failure("moreThanAllowed"))
			.hasMessageContaining("has ended with 2 connections still borrowed, @AllowOpenConnections allows 1:");
		assertThat(launched.failure("blankReason")).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("has a blank reason: it must say why the connections stay open");
	}

}
