package io.github.connectionpool.internal.pgbouncer.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WritableUserTests {

	@ParameterizedTest
	@ValueSource(strings = { "app", "my app", "a'b", "ü" })
	void roleIsWritten(String role) {
		assertThat(IniFacts.writable(role)).isEqualTo(role);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "\u0000", " ", "", "a\u2028b",
			"1234567890123456789012345678901234567890123456789012345678901234" })
	void roleThatNoFileCanHoldIsNotKnownToIt(String role) {
		assertThat(IniFacts.writable(role)).isNull();
	}

	@Test
	void unknownRoleStaysUnknown() {
		assertThat(IniFacts.writable(null)).isNull();
	}

}
