package io.github.connectionpool.internal.pooler;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.pooler.Pooler.Presence;
import io.github.connectionpool.internal.server.FakePgConnection;

import static org.assertj.core.api.Assertions.assertThat;

class PoolerDetectionTests {

	private final PoolerDetection detection = new PoolerDetection();

	private final Connection client = FakePgConnection.told(-4711, Map.of("server_version", "18.6"));

	private final Connection other = FakePgConnection.told(815, Map.of());

	@Test
	void knowsNothingBeforeSomethingHasAnswered() {
		assertThat(this.detection.pooler()).isEqualTo(Pooler.UNKNOWN);
		assertThat(this.detection.needsProof()).isFalse();
	}

	@Test
	void seesNoneWhereTheProcessIsTheOneTheDriverWasTold() {
		this.detection.answered(FakePgConnection.told(42, Map.of()), session(42));
		assertThat(this.detection.pooler().presence()).isEqualTo(Presence.NONE);
	}

	@Test
	void seesOneWhereTheProcessIsAnotherAndDoesNotGuessItsMode() {
		this.detection.answered(this.client, session(42));
		this.detection.answered(this.client, session(42));
		this.detection.answered(this.other, session(43));
		assertThat(this.detection.pooler().presence()).isEqualTo(Presence.SOME);
		assertThat(this.detection.pooler().sharesServers()).isNull();
		assertThat(this.detection.pooler().mode()).isNull();
		assertThat(this.detection.pooler().breaksSessions()).isFalse();
		assertThat(this.detection.needsProof()).isTrue();
	}

	@Test
	void takesItForProofThatOneConnectionIsServedByTwoSessions() {
		this.detection.answered(this.client, session(42));
		this.detection.answered(this.other, session(42));
		this.detection.answered(this.client, session(43));
		assertThat(this.detection.pooler().breaksSessions()).isTrue();
		assertThat(this.detection.pooler().mode()).as("transaction or statement").isNull();
		assertThat(this.detection.pooler().evidence()).contains("42 and 43");
	}

	@Test
	void doesNotTakeTwoServersForTwoSessionsOfOne() {
		this.detection.answered(this.client, session(42));
		this.detection.answered(this.client, new ServerSession(43, "2026-11-20 10:00:00+00"));
		assertThat(this.detection.pooler().sharesServers()).isNull();
	}

	@Test
	void takesItForProofThatTwoConnectionsAreServedByOneSession() {
		this.detection.answered(this.client, session(42));
		this.detection.answeredTogether(session(42), session(42), session(42));
		assertThat(this.detection.pooler().breaksSessions()).isTrue();
		assertThat(this.detection.needsProof()).isFalse();
	}

	@Test
	void doesNotTakeTwoSessionsOfTwoConnectionsForProof() {
		this.detection.answered(this.client, session(42));
		this.detection.answeredTogether(session(42), session(43), session(42));
		assertThat(this.detection.pooler().sharesServers()).isNull();
	}

	@Test
	void doesNotTakeASessionThatWasHandedOnAtADisconnectForShared() {
		this.detection.answered(this.client, session(42));
		this.detection.answered(this.other, session(42));
		assertThat(this.detection.pooler().sharesServers()).as("the first may have been cut off meanwhile").isNull();
	}

	@Test
	void keepsAProof() {
		this.detection.answered(this.client, session(42));
		this.detection.answeredTogether(session(42), session(42), session(42));
		this.detection.answered(this.other, session(44));
		assertThat(this.detection.pooler().breaksSessions()).isTrue();
	}

	@Test
	void forgetsTheProofWhenThePoolerIsGone() {
		this.detection.answered(this.client, session(42));
		this.detection.answered(this.client, session(43));
		this.detection.answered(FakePgConnection.told(50, Map.of()), session(50));
		this.detection.answered(this.other, session(42));
		assertThat(this.detection.pooler().sharesServers()).isNull();
	}

	@Test
	void remembersSixtyFourConnections() {
		List<Connection> clients = new ArrayList<>();
		for (int i = 0; i < 65; i++) {
			clients.add(FakePgConnection.told(i, Map.of()));
			this.detection.answered(clients.get(i), session(1000 + i));
		}
		this.detection.answered(clients.get(0), session(2000));
		assertThat(this.detection.pooler().sharesServers()).as("the oldest is forgotten").isNull();
		this.detection.answered(clients.get(64), session(2001));
		assertThat(this.detection.pooler().sharesServers()).isTrue();
	}

	@Test
	void believesPgBouncerWhatItSaysOfItself() {
		this.detection.answered(FakePgConnection.told(-1, Map.of("pgbouncer.version", "1.26.1", "pgbouncer.pool_mode",
				"transaction", "pgbouncer.max_prepared_statements", "200")), session(42));
		Pooler pooler = this.detection.pooler();
		assertThat(pooler.presence()).isEqualTo(Presence.PGBOUNCER);
		assertThat(pooler.mode()).isEqualTo(PoolMode.TRANSACTION);
		assertThat(pooler.sharesServers()).isTrue();
		assertThat(pooler.maxPreparedStatements()).isEqualTo(200);
		assertThat(pooler.version()).isEqualTo("1.26.1");
	}

	@Test
	void takesOnlyWhatItUnderstandsOfWhatPgBouncerSays() {
		this.detection.answered(FakePgConnection.told(-1, Map.of("pgbouncer.version", "2.0", "pgbouncer.pool_mode",
				"quantum", "pgbouncer.max_prepared_statements", "many")), session(42));
		assertThat(this.detection.pooler().presence()).isEqualTo(Presence.PGBOUNCER);
		assertThat(this.detection.pooler().mode()).isNull();
		assertThat(this.detection.pooler().sharesServers()).isNull();
		assertThat(this.detection.pooler().maxPreparedStatements()).isNull();
	}

	private static ServerSession session(int pid) {
		return new ServerSession(pid, "2026-11-21 02:00:00+00");
	}

}
