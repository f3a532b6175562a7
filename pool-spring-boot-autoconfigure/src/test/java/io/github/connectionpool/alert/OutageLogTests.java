package io.github.connectionpool.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.event.PoolOutageChanged;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.OutageCause;
import io.github.connectionpool.report.OutageReport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines and events at the begin and at the end of an outage and of an exhaustion.
 */
@ExtendWith(OutputCaptureExtension.class)
@NullMarked
class OutageLogTests {

	private final List<Object> published = new CopyOnWriteArrayList<>();

	private final EventPublisher events = new EventPublisher(this.published::add);

	private final Alerts alerts = new Alerts(this.events);

	@AfterEach
	void close() {
		this.events.close();
	}

	@Test
	void oneLineAtTheBeginAndOneAtTheEnd(CapturedOutput output) {
		OutageReport outage = outage(OutageCause.Kind.REFUSED, "Connection refused", 21);
		this.alerts.outageBegan(outage);
		this.alerts.outageEnded(outage);
		assertThat(lines(output)).hasSize(2);
		assertThat(lines(output).get(0)).containsPattern("\\bERROR\\b")
			.contains("Connection pool 'dataSource' cannot reach its database: Since ")
			.contains("has got no connection though it is not full: Connection refused. 21 borrowers have failed.")
			.endsWith("correct host and port in the pool's URL.");
		assertThat(lines(output).get(1)).containsPattern("\\bINFO\\b")
			.endsWith("reaches its database again: the outage lasted 1 min 15 s, and 21 borrowers failed");
		TestPools.await()
			.until(() -> this.published
				.equals(List.of(new PoolOutageChanged(outage, false), new PoolOutageChanged(outage, true))));
	}

	@Test
	void oneThatIsForgottenIsNotSaidToBeRecovered(CapturedOutput output) {
		this.alerts.outageEnded(new OutageReport("dataSource", Instant.now(), Duration.ofSeconds(75), 21,
				new OutageCause(OutageCause.Kind.REFUSED, "Connection refused"), null, true));
		assertThat(lines(output)).singleElement()
			.asString()
			.endsWith(
					"'dataSource': no borrower has asked for 5 min, so it is not known whether the database is reached"
							+ " again; the outage lasted 1 min 15 s, and 21 borrowers failed");
	}

	@Test
	void aSuspendedPoolIsSaidToBe(CapturedOutput output) {
		OutageReport outage = outage(OutageCause.Kind.SUSPENDED, "suspended", 0);
		this.alerts.outageBegan(outage);
		this.alerts.outageEnded(outage);
		assertThat(lines(output).get(0)).contains("Connection pool 'dataSource' is suspended: Since ")
			.contains("resumePool()");
		assertThat(lines(output).get(1)).contains("'dataSource' is resumed");
	}

	@Test
	void aSingleBorrowerThatFailedWaitedItself(CapturedOutput output) {
		this.alerts.recovered(new ExhaustionReport("dataSource", Instant.now(), Duration.ofSeconds(5), 1, 1,
				new ConnectionCounts(2, 0, 2, 2, 0), List.of(), List.of(), ""));
		assertThat(output).contains("it lasted 5 s, 1 borrower failed, at most 1 waited at once");
	}

	private static List<String> lines(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("'dataSource'")).toList();
	}

	private static OutageReport outage(OutageCause.Kind kind, String cause, int failed) {
		return new OutageReport("dataSource", Instant.now(), Duration.ofSeconds(75), failed,
				new OutageCause(kind, cause), null, false);
	}

}
