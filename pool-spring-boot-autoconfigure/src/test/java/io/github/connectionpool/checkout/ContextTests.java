package io.github.connectionpool.checkout;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContextTests {

	@Test
	void aRequestIsItsMethodAndPattern() {
		assertThat(new Context.Request("GET", "/orders/{user}")).hasToString("GET /orders/{user}");
	}

	@Test
	void aRequestWithoutAHandlerSaysSo() {
		assertThat(new Context.Request("GET", null)).hasToString("GET (no handler yet)");
	}

	@Test
	void noneKnowsNothing() {
		assertThat(Context.NONE).isEqualTo(new Context(null, null, null, null));
	}

}
