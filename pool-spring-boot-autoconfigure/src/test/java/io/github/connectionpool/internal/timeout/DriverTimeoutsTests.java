package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.internal.sql.JdbcDriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class DriverTimeoutsTests {

	@Test
	void pgjdbcTakesSeconds() {
		String url = "jdbc:postgresql://db:5432/shop?user=app&socketTimeout=60&connectTimeout=5&loginTimeout=7";
		assertThat(value(url, "socketTimeout")).isEqualTo(Duration.ofSeconds(60));
		assertThat(value(url, "connectTimeout")).isEqualTo(Duration.ofSeconds(5));
		assertThat(value(url, "loginTimeout")).isEqualTo(Duration.ofSeconds(7));
		assertThat(value(url, "cancelSignalTimeout")).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void driversStartWithTheirDefaults() {
		assertThat(value("jdbc:postgresql://db/shop", "connectTimeout")).isEqualTo(Duration.ofSeconds(10));
		assertThat(value("jdbc:postgresql:shop", "socketTimeout")).isZero();
		assertThat(value("jdbc:mysql://db/shop", "connectTimeout")).isZero();
		assertThat(value("jdbc:mysql://db/shop", "socketTimeout")).isZero();
		assertThat(value("jdbc:mariadb://db/shop", "connectTimeout")).isEqualTo(Duration.ofSeconds(30));
		assertThat(value("jdbc:mariadb://db/shop", "socketTimeout")).isZero();
	}

	@Test
	void mysqlAndMariadbTakeMilliseconds() {
		assertThat(value("jdbc:mysql:loadbalance://a,b/shop?sockettimeout=1500", "socketTimeout"))
			.isEqualTo(Duration.ofMillis(1500));
		assertThat(value("jdbc:mariadb://db/shop?connectTimeout=1500", "connectTimeout"))
			.isEqualTo(Duration.ofMillis(1500));
	}

	@Test
	void propertiesCountWhereTheUrlSaysNothing() {
		DriverTimeouts timeouts = Objects
			.requireNonNull(DriverTimeouts.of("jdbc:postgresql://db/shop", Map.of("socketTimeout", "60")));
		assertThat(value(timeouts, "socketTimeout")).isEqualTo(Duration.ofSeconds(60));
	}

	@Test
	void theUrlWinsButWithMysql() {
		assertThat(value("jdbc:postgresql://db/shop?socketTimeout=60", "socketTimeout", "socketTimeout", "70"))
			.isEqualTo(Duration.ofSeconds(60));
		assertThat(value("jdbc:mysql://db/shop?socketTimeout=60", "socketTimeout", "socketTimeout", "70"))
			.isEqualTo(Duration.ofMillis(70));
	}

	@Test
	void pgjdbcMindsTheCase() {
		assertThat(value("jdbc:postgresql://db/shop?sockettimeout=60", "socketTimeout")).isZero();
	}

	@Test
	void aDriverThatLooksOnIsSeenThrough() {
		assertThat(Objects.requireNonNull(DriverTimeouts.of("jdbc:p6spy:postgresql://db/shop", Map.of())).driver())
			.isEqualTo(JdbcDriver.POSTGRESQL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "jdbc:", "jdbc:h2:mem:", "postgresql://db", "jdbc:oracle:thin:@db", "\u0000" })
	void aDriverThatIsNotKnownHasNoTimeouts(String url) {
		assertThat(DriverTimeouts.of(url, Map.of())).isNull();
		assertThat(DriverTimeouts.of(null, Map.of())).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?", "??", "?&&&", "?=5", "?socketTimeout", "?socketTimeout=", "?socketTimeout=soon",
			"?socketTimeout=99999999999999999999", "?socketTimeout=%zz", "?%=%", "?socketTimeout=-1", "#?&=" })
	void whatIsOddInAUrlIsLeftOut(String parameters) {
		for (String scheme : new String[] { "jdbc:postgresql:", "jdbc:mysql://", "jdbc:mariadb://[::1" }) {
			assertThatCode(() -> assertThat(value(scheme + parameters, "socketTimeout")).isZero())
				.doesNotThrowAnyException();
		}
	}

	@Test
	void escapedParametersAreRead() {
		assertThat(value("jdbc:postgresql://db/shop?socket%54imeout=%36%30", "socketTimeout"))
			.isEqualTo(Duration.ofSeconds(60));
	}

	@Test
	void whatSomebodyHasSetToTheDefaultIsSet() {
		assertThat(DriverTimeouts.isSet("jdbc:postgresql:shop?socketTimeout=0", Map.of(), "socketTimeout")).isTrue();
		assertThat(DriverTimeouts.isSet("jdbc:postgresql:shop", Map.of("socketTimeout", "0"), "socketTimeout"))
			.isTrue();
		assertThat(DriverTimeouts.isSet("jdbc:postgresql:shop", Map.of(), "socketTimeout")).isFalse();
	}

	@Test
	void timesAreGivenInTheDriversUnit() {
		assertThat(JdbcDriver.POSTGRESQL.units(Duration.ofSeconds(15))).isEqualTo(15);
		assertThat(JdbcDriver.MYSQL.units(Duration.ofSeconds(15))).isEqualTo(15_000);
		assertThat(JdbcDriver.POSTGRESQL.units(Duration.ofMillis(1))).isEqualTo(1);
	}

	private static Duration value(String url, String name, String... property) {
		Map<String, String> properties = (property.length > 0) ? Map.of(property[0], property[1]) : Map.of();
		DriverTimeouts timeouts = Objects.requireNonNull(DriverTimeouts.of(url, properties));
		return value(timeouts, name);
	}

	private static Duration value(DriverTimeouts timeouts, String name) {
		return timeouts.timeouts()
			.stream()
			.filter((timeout) -> timeout.name().equals(name))
			.findFirst()
			.orElseThrow()
			.value();
	}

}
