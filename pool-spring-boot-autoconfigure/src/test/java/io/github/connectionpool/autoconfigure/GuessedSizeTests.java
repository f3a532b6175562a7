package io.github.connectionpool.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import io.github.connectionpool.JavaProcess;
import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.internal.checkout.PoolRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A guess by the cores that the JVM sees breaks no application that works without it.
 */
@ExtendWith(OutputCaptureExtension.class)
class GuessedSizeTests {

	private static final String PROPERTY = "spring.datasource.hikari.maximum-pool-size";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/never");

	@ParameterizedTest
	@CsvSource({ "1,10", "2,10", "4,10", "5,11", "8,17", "9,19", "10,20", "64,20" })
	void guessStaysBetweenTenAndTwenty(int cores, int size) {
		assertThat(guess(cores, 10, 0).connections()).isEqualTo(size);
	}

	@Test
	void guessIsNeverBelowTheProductsOwnDefaultNorBelowTheMinimumThatIsSet() {
		assertThat(guess(8, 100, 0).connections()).isEqualTo(100);
		assertThat(guess(8, 8, 0).connections()).isEqualTo(17);
		assertThat(guess(2, 8, 0).connections()).isEqualTo(10);
		assertThat(guess(2, 10, 40).connections()).isEqualTo(40);
	}

	@Test
	void sizeThatIsTheProductsOwnWasNotChosenByTheStarter() {
		assertThat(guess(2, 10, 0).origin()).startsWith("The maximum of 10 is the pool's own default, which");
		assertThat(guess(8, 100, 0).origin()).startsWith("The maximum of 100 is the pool's own default, which");
		assertThat(guess(8, 10, 0).origin()).startsWith("The starter chose the maximum of 17: a guess");
		assertThat(guess(2, 10, 40).origin()).startsWith("The starter chose the maximum of 40: ");
	}

	private static RecommendedSize guess(int cores, int product, int minimum) {
		ConnectionPoolProperties defaults = new Binder().bindOrCreate("nothing",
				Bindable.of(ConnectionPoolProperties.class));
		return RecommendedSize.of(cores, defaults, false, product, minimum);
	}

	@ParameterizedTest
	@CsvSource({ "1,10", "64,20" })
	void tenThreadsThatMeetWithAConnectionEachGoOn(int cores, int maximum) throws Exception {
		try (JavaProcess process = JavaProcess.start(GuessedSizeApplication.class,
				List.of("-XX:ActiveProcessorCount=" + cores), List.of(PostgresServer.url()))) {
			assertThat(process.awaitLine("pool: ")).isEqualTo("maximum " + maximum + ", minimum 10");
		}
	}

	@Test
	void noMoreIdleConnectionsAreKeptForAGuess() throws Exception {
		this.contextRunner.run((context) -> {
			HikariDataSource hikari = hikari(context);
			assertThat(hikari.getMaximumPoolSize()).isBetween(10, 20);
			assertThat(hikari.getMinimumIdle()).isIn(-1, 10);
		});
	}

	@Test
	void minimumThatTheUserHasSetStays() throws Exception {
		this.contextRunner.withPropertyValues("spring.datasource.hikari.minimum-idle=3")
			.run((context) -> assertThat(hikari(context).getMinimumIdle()).isEqualTo(3));
	}

	@ParameterizedTest
	@ValueSource(strings = { "connectionpool.sizing.cores=64", "connectionpool.sizing.database-cores=2",
			"connectionpool.sizing.spindles=50", "connectionpool.sizing.workload=cpu-bound" })
	void knowledgeAppliesAsItIs(String property) throws Exception {
		int cores = Runtime.getRuntime().availableProcessors();
		int size = switch (property.replaceAll(".*\\.|=.*", "")) {
			case "cores" -> 64 * 2 + 1;
			case "database-cores" -> Math.min(2, cores) * 2 + 1;
			case "spindles" -> cores * 2 + 50;
			default -> cores;
		};
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(hikari(context).getMaximumPoolSize()).isEqualTo(size));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:shop", "jdbc:h2:file:./shop", "jdbc:hsqldb:mem:shop" })
	void poolOfAnEmbeddedDatabaseIsLeftAlone(String url) throws Exception {
		this.contextRunner
			.withPropertyValues("spring.datasource.url=" + url, "spring.datasource.driver-class-name=org.h2.Driver",
					"connectionpool.sizing.cores=64")
			.run((context) -> {
				assertThat(hikari(context).getMaximumPoolSize()).isIn(-1, 10);
				assertThat(text(context)).isEqualTo(" The maximum of 10 is the pool's own default, which the pool of an"
						+ " embedded database keeps; " + PROPERTY + " changes it.");
			});
	}

	@Test
	void poolOfAnotherProductKeepsAtLeastItsDefault() {
		this.contextRunner.withPropertyValues("spring.datasource.type=org.apache.tomcat.jdbc.pool.DataSource")
			.run((context) -> {
				org.apache.tomcat.jdbc.pool.DataSource tomcat = context.getBean(DataSource.class)
					.unwrap(org.apache.tomcat.jdbc.pool.DataSource.class);
				assertThat(tomcat.getMaxActive()).isEqualTo(100);
				assertThat(tomcat.getMaxIdle()).isEqualTo(100);
				assertThat(text(context)).startsWith(" The maximum of 100 is the pool's own default")
					.endsWith("; spring.datasource.tomcat.max-active changes it.");
			});
		this.contextRunner.withPropertyValues("spring.datasource.type=org.apache.commons.dbcp2.BasicDataSource")
			.run((context) -> {
				BasicDataSource dbcp2 = context.getBean(DataSource.class).unwrap(BasicDataSource.class);
				assertThat(dbcp2.getMaxTotal()).isBetween(10, 20);
				assertThat(dbcp2.getMaxIdle()).isEqualTo(8);
			});
		this.contextRunner.withPropertyValues("spring.datasource.type=oracle.ucp.jdbc.PoolDataSource")
			.run((context) -> assertThat(
					context.getBean(DataSource.class).unwrap(oracle.ucp.jdbc.PoolDataSource.class).getMaxPoolSize())
				.isEqualTo(Integer.MAX_VALUE));
	}

	@Test
	void textsSayWhatChoseTheMaximumAndWhatChangesIt(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(text(context))
			.contains("guess by the cores that the JVM sees, cores × 2 + spindles = ")
			.endsWith("; " + PROPERTY + " changes it."));
		assertThat(output).contains("guess by the cores that the JVM sees")
			.contains("set " + PROPERTY + " to override");
		assertText(
				" The starter chose the maximum of 17: cores × 2 + spindles = 8 × 2 + 1; " + PROPERTY + " changes it.",
				"connectionpool.sizing.cores=8");
		assertText(" The maximum of 33 is set in the configuration; " + PROPERTY + " changes it.", PROPERTY + "=33");
		assertText(" The maximum of 10 is the pool's own default, for connectionpool.sizing.enabled is false; "
				+ PROPERTY + " changes it.", "connectionpool.sizing.enabled=false");
	}

	@Test
	void borrowerThatFailsAtAFullPoolLearnsWhatChoseItsMaximum() {
		this.contextRunner
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:full", PROPERTY + "=1",
					"spring.datasource.hikari.connection-timeout=250")
			.run((context) -> {
				DataSource dataSource = context.getBean(DataSource.class);
				try (Connection held = dataSource.getConnection()) {
					assertThat(held.isValid(0)).isTrue();
					assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection)
						.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
							.extracting(Throwable::getMessage)
							.asString()
							.contains("The maximum of 1 is set in the configuration; " + PROPERTY + " changes it."));
				}
			});
	}

	@Test
	void textsSayThatTheMaximumWasChangedMeanwhile() {
		this.contextRunner.withPropertyValues(PROPERTY + "=33").run((context) -> {
			hikari(context).setMaximumPoolSize(5);
			assertThat(text(context)).isEqualTo(" The maximum was changed to 5 in code or while the application ran."
					+ " Before: The maximum of 33 is set in the configuration; " + PROPERTY + " changes it.");
		});
	}

	private void assertText(String text, String property) {
		this.contextRunner.withPropertyValues(property).run((context) -> assertThat(text(context)).isEqualTo(text));
	}

	private static String text(ApplicationContext context) {
		return context.getBean(PoolRegistry.class).all().get(0).maximumText();
	}

	private static HikariDataSource hikari(ApplicationContext context) throws Exception {
		return context.getBean(DataSource.class).unwrap(HikariDataSource.class);
	}

}
