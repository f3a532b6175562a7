package io.github.connectionpool.evaluation.friday;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrafficLogTests {

	@Test
	void each503IsForWantOfAConnection() {
		assertThat(TrafficLog.kind(503)).isEqualTo(TrafficLog.NO_CONNECTION);
		assertThat(TrafficLog.kind(500)).isEqualTo("status 500");
		assertThat(TrafficLog.kind(204)).isEqualTo(TrafficLog.SERVED);
	}

	@Test
	void aVisitorWithoutAnAnswerIsKeptApart() {
		assertThat(TrafficLog.kind(null, new HttpTimeoutException("late"))).isEqualTo(TrafficLog.TIMED_OUT);
		assertThat(TrafficLog.kind(null, new CompletionException(new HttpTimeoutException("late"))))
			.isEqualTo(TrafficLog.TIMED_OUT);
		assertThat(TrafficLog.kind(null, new CompletionException(new ConnectException("refused"))))
			.isEqualTo(TrafficLog.NOT_REACHED);
		assertThat(TrafficLog.kind(null, new IOException("reset"))).isEqualTo(TrafficLog.NOT_REACHED);
	}

	@Test
	void answersAreCountedByKindAndBySecond() {
		Instant start = Instant.now();
		TrafficLog log = new TrafficLog(start);
		log.answered(start, TrafficLog.SERVED);
		log.answered(start, TrafficLog.SERVED);
		log.answered(start, TrafficLog.NO_CONNECTION);
		assertThat(log.kinds()).isEqualTo(Map.of(TrafficLog.SERVED, 2, TrafficLog.NO_CONNECTION, 1));
		assertThat(log.perSecond(true, 3600)).hasSize(3600)
			.satisfies((counts) -> assertThat(counts.values().stream().mapToDouble(Double::doubleValue).sum())
				.isEqualTo(2));
		assertThat(log.perSecond(false, 3600).values().stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(1);
	}

}
