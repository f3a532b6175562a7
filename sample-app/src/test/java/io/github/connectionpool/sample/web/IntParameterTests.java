package io.github.connectionpool.sample.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IntParameterTests {

	private final IntParameter parameter = new IntParameter("seconds", 1, 600);

	@ParameterizedTest
	@ValueSource(strings = { "1", "20", "600" })
	void theLimitsBelongToTheRange(String given) {
		assertThat(this.parameter.parse(given)).isEqualTo(Integer.parseInt(given));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "601", "-5", "1.5", "ten", "99999999999", " " })
	void anythingElseIsRefusedWithWhatWasGivenAndWhatIsAllowed(String given) {
		assertThatExceptionOfType(ResponseStatusException.class).isThrownBy(() -> this.parameter.parse(given))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST))
			.withMessageContaining("'seconds'")
			.withMessageContaining("1 to 600")
			.withMessageContaining("'" + given + "'");
	}

}
