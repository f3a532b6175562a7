package io.github.connectionpool.test;

import java.util.List;

import com.shop.Lines;
import com.shop.SliceCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests are checked in slices, with a replaced database and without Spring Boot.
 */
class SliceTests {

	@BeforeEach
	void waitForAMoment() {
		System.setProperty(Wait.PROPERTY, "50ms");
	}

	@AfterEach
	void waitAsUsual() {
		System.clearProperty(Wait.PROPERTY);
	}

	@ParameterizedTest
	@ValueSource(classes = { SliceCases.OfJdbc.class, SliceCases.OfJpa.class, SliceCases.OfService.class,
			SliceCases.OfReplacedDatabase.class, SliceCases.OfSpring.class })
	void testsAreCheckedWithEachKindOfContext(Class<?> type) {
		Lines.take();
		Launched launched = Launched.run(type);
		assertThat(launched.results()).hasSize(2);
		assertThat(launched.hasPassed("healthy")).isTrue();
		List<String> lines = Lines.take();
		assertThat(lines).isNotEmpty()
			.allSatisfy((line) -> assertThat(launched.failure("leaking")).isInstanceOf(OpenConnectionsError.class)
				.hasMessageContaining("at " + line));
	}

}
