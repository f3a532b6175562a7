package io.github.connectionpool.benchmarks.candidate;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.connectionpool.benchmarks.stub.StubDriver;
import io.github.connectionpool.internal.jdbc.NotedBorrows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CandidatesTests {

	private static final int SIZE = 2;

	@ParameterizedTest
	@MethodSource("io.github.connectionpool.benchmarks.candidate.Candidates#all")
	void eachLendsAndTakesBack(Candidate candidate) throws Exception {
		try (OpenPool pool = candidate.open(SIZE)) {
			for (int i = 0; i <= SIZE; i++) {
				try (Connection connection = pool.dataSource().getConnection()) {
					assertThat(connection.isValid(0)).isTrue();
				}
			}
			assertThat(pool.dataSource() instanceof NotedBorrows.Source).isEqualTo(candidate.kind() == Kind.STARTER);
			assertThat(isProxied(pool)).isEqualTo(candidate.kind() == Kind.WRAPPER);
		}
	}

	private static boolean isProxied(OpenPool pool) throws SQLException {
		boolean isHikari = pool.dataSource().isWrapperFor(HikariDataSource.class);
		return isHikari && !(pool.dataSource() instanceof HikariDataSource)
				&& !(pool.dataSource() instanceof NotedBorrows.Source);
	}

	@Test
	void whatIsObservedIsMetered() {
		new ApplicationContextRunner().withUserConfiguration(Wrappers.Observed.class)
			.withBean(HikariDataSource.class, () -> HikariPools.bare(StubDriver.dataSource(), SIZE))
			.run((context) -> {
				context.getBean(DataSource.class).getConnection().close();
				assertThat(context.getBean(MeterRegistry.class).get("jdbc.connection").timer().count()).isEqualTo(1);
			});
	}

	@Test
	void oneThatIsNotThereIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> Candidates.named("DBCP1"))
			.withMessageStartingWith("There is no candidate 'DBCP1' in [HikariCP, ");
	}

}
