package io.github.connectionpool.evaluation.approach;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailureTests {

	@Test
	void aPoolThatIsEmptyIsToldFromAServerThatRefuses() {
		assertThat(Failure.kind(new SQLTransientConnectionException("instance-1 - not available, 3001ms")))
			.isEqualTo("no connection in time");
		assertThat(Failure.kind(new SQLTransientConnectionException("instance-1 - not available, 3001ms",
				new SQLException("FATAL: too many clients", "53300"))))
			.isEqualTo("no connection in time (53300 FATAL: too many clients)");
	}

	@Test
	void ofWhatAStatementThrowsTheFirstLineCounts() {
		assertThat(Failure.kind(new SQLException("ERROR: no S_1\n  Position: 1", "26000")))
			.isEqualTo("26000 ERROR: no S_1");
	}

}
