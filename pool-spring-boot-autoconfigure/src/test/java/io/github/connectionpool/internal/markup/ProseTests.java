package io.github.connectionpool.internal.markup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProseTests {

	@Test
	void aLineIsShownWithoutItsPackage() {
		assertThat(Prose.shortLine("com.shop.Orders.find(Orders.java:42)")).isEqualTo("Orders.find");
	}

	@Test
	void aLineThatIsOnlyLikelySaysSoAlsoWhenItIsShort() {
		assertThat(Prose.shortLine("probably com.shop.Orders.find(Orders.java:42)")).isEqualTo("probably Orders.find");
	}

}
