package io.github.connectionpool.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckoutContextTests {

	@Test
	void aRequestIsItsMethodAndPattern() {
		assertThat(new CheckoutContext.Request("GET", "/orders/{user}")).hasToString("GET /orders/{user}");
	}

	@Test
	void aRequestWithoutAHandlerSaysSo() {
		assertThat(new CheckoutContext.Request("GET", null)).hasToString("GET (no handler yet)");
	}

	@Test
	void noneKnowsNothing() {
		assertThat(CheckoutContext.NONE).isEqualTo(new CheckoutContext(null, null, null, null));
	}

}
