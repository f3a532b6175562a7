package io.github.connectionpool.test;

import com.shop.Lines;
import com.shop.PlainCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The extension works without Spring.
 */
class PlainTests {

	@BeforeEach
	void waitForAMoment() {
		System.setProperty(Wait.PROPERTY, "50ms");
	}

	@AfterEach
	void waitAsUsual() {
		System.clearProperty(Wait.PROPERTY);
	}

	@Test
	void theExtensionChecksTestsWithoutSpring() {
		Lines.take();
		Launched launched = Launched.run(PlainCases.class);
		assertThat(launched.results()).hasSize(4);
		assertThat(launched.hasPassed("healthy")).isTrue();
		assertThat(Lines.take()).hasSize(2)
			.anySatisfy((line) -> assertThat(launched.failure("leaking")).isInstanceOf(OpenConnectionsError.class)
				.hasMessageContaining("The test PlainCases.leaking() has ended with 1 connection still borrowed:")
				.hasMessageContaining("at " + line));
		assertThat(launched.failure("nested")).hasMessageContaining("has had 2 connections at once");
		assertThat(launched.failure("failingAndLeaking")).hasMessage("the test's own failure");
		assertThat(launched.failure("failingAndLeaking").getSuppressed()).singleElement()
			.isInstanceOf(OpenConnectionsError.class);
	}

	@Test
	void theStackOfTheBorrowIsTheCause() {
		Throwable cause = Launched.run(PlainCases.class).failure("leaking").getCause();
		assertThat(cause).isNotNull().hasMessageMatching("dataSource-\\d+ was borrowed here");
		assertThat(cause.getStackTrace()[0].getClassName()).isEqualTo(PlainCases.class.getName());
	}

	@Test
	void anExtensionWithoutADataSourceSaysSo() {
		assertThatIllegalStateException().isThrownBy(() -> new OpenConnectionsExtension().dataSource())
			.withMessageContaining("OpenConnectionsExtension.around(DataSource)");
	}

	@Test
	void aWrongWaitIsRefused() {
		for (String wrong : new String[] { "soon", "-1s", "1h" }) {
			System.setProperty(Wait.PROPERTY, wrong);
			assertThatIllegalArgumentException().isThrownBy(Wait::configured)
				.withMessage("The system property connectionpool.test.wait has the value '" + wrong
						+ "'. It must be a duration from 0s to 10s, as 500ms or 3s");
		}
	}

}
