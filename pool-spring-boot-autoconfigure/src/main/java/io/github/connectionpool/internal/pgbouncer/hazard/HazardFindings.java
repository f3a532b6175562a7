package io.github.connectionpool.internal.pgbouncer.hazard;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.report.Finding.Severity;
import io.github.connectionpool.report.Finding;

/**
 * Writes the findings of a watch, and those of the configuration. For a pool behind a
 * pooler that shares server connections.
 */
final class HazardFindings {

	private final MonitoredPool pool;

	private final HazardWatch.Seen seen;

	private final Pooler pooler;

	private final PoolSettings settings;

	HazardFindings(MonitoredPool pool, HazardWatch.Seen seen, Pooler pooler) {
		this.pool = pool;
		this.seen = seen;
		this.pooler = pooler;
		this.settings = pool.statistics().settings();
	}

	List<Finding> all() {
		Map<SessionHazard, String> configured = configured();
		List<Finding> findings = new ArrayList<>();
		for (SessionHazard hazard : SessionHazard.values()) {
			HazardOccurrences sightings = this.seen.of(hazard);
			if (hazard == SessionHazard.PREPARED_STATEMENTS) {
				prepared(sightings, findings);
			}
			else if (sightings.count() > 0 || configured.containsKey(hazard)) {
				String evidence = configured.getOrDefault(hazard, "") + seen(hazard.seen(), sightings);
				findings.add(finding(hazard, hazard.severity(), evidence + hazard.harm()));
			}
		}
		return findings;
	}

	/** What the pool does on each new connection, without a statement that passes by. */
	private Map<SessionHazard, String> configured() {
		Map<SessionHazard, String> configured = new EnumMap<>(SessionHazard.class);
		if (this.settings.transactionIsolation() != null) {
			configure(configured, SessionHazard.TRANSACTION_ISOLATION, SettingNames.TRANSACTION_ISOLATION);
		}
		if (this.settings.schema() != null) {
			configure(configured, SessionHazard.SCHEMA, SettingNames.SCHEMA);
		}
		String initSql = this.settings.initSql();
		if (initSql != null) {
			for (SessionHazard hazard : SqlHazards.of(initSql)) {
				configure(configured, hazard, SettingNames.INIT_SQL);
			}
		}
		return configured;
	}

	private void configure(Map<SessionHazard, String> configured, SessionHazard hazard, SettingNames setting) {
		configured.merge(hazard, "The pool runs " + hazard.seen() + " once on each new connection, as "
				+ setting.of(this.pool.type()) + " says. ", String::concat);
	}

	private void prepared(HazardOccurrences sightings, List<Finding> findings) {
		Integer tracked = this.pooler.maxPreparedStatements();
		DriverSettings driver = DriverSettings.of(this.pool.statistics().jdbcUrl(), this.settings.driverProperties());
		boolean transactions = !this.pool.statistics().autoCommit();
		if (!driver.prepares() || (tracked != null && tracked > 0) || (sightings.count() == 0 && !transactions)) {
			return;
		}
		SessionHazard hazard = SessionHazard.PREPARED_STATEMENTS;
		String evidence = "The driver prepares statements on the server (" + driver.words() + ")" + at(sightings)
				+ (transactions ? ", and BEGIN and COMMIT, since the pool's auto-commit is off" : "") + ". ";
		if (tracked != null) {
			findings.add(finding(hazard, hazard.severity(),
					evidence + "The pooler does not track them (max_prepared_statements). " + hazard.harm()));
		}
		else {
			findings.add(finding(hazard, Severity.WARNING, evidence
					+ "Whether the pooler tracks them is not known: look for max_prepared_statements in SHOW"
					+ " CONFIG on its console; 0, or none before PgBouncer 1.21, means that it does not. If so: "
					+ hazard.harm()));
		}
	}

	private String seen(String what, HazardOccurrences sightings) {
		if (sightings.count() == 0) {
			return "";
		}
		String often = (sightings.count() == 1) ? "once" : sightings.count() + " times";
		return "The application used " + what + (this.seen.isIncomplete() ? " at least " : " ") + often + at(sightings)
				+ ". ";
	}

	private static String at(HazardOccurrences sightings) {
		if (sightings.count() == 0) {
			return "";
		}
		List<String> callSites = sightings.callSites();
		return callSites.isEmpty() ? ", at a place that is not known" : ", at " + String.join(", ", callSites);
	}

	private static Finding finding(SessionHazard hazard, Severity severity, String evidence) {
		return new Finding(hazard.id(), severity, evidence, hazard.fix());
	}

}
