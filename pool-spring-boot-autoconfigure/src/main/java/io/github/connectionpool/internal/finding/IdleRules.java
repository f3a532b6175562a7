package io.github.connectionpool.internal.finding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.load.LoadReport;
import io.github.connectionpool.internal.load.LoadReport.OriginLoad;
import io.github.connectionpool.internal.load.LoadReport.Share;
import io.github.connectionpool.internal.sizing.IdleSaving;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.Finding;

/**
 * Whether a large part of a pool is held while no statement runs.
 */
final class IdleRules {

	private static final int MAX_ORIGINS = 3;

	private static final int MAX_KIND = 30;

	private static final int MAX_TEXT = 200;

	/** A fifth of the pool, and a connection at least. */
	private static final double LARGE = 0.2;

	/** Between two statements each connection is idle for a while. */
	private static final double MOSTLY = 0.5;

	/** A pool of which half is out on average is full now and then. */
	private static final double TIGHT = 0.5;

	private IdleRules() {
	}

	static List<Finding> of(PoolFacts facts, boolean openInView) {
		List<OriginLoad> idle = idle(facts);
		LoadReport load = facts.load();
		Integer max = facts.max();
		return (load == null || max == null || idle.isEmpty()) ? List.of()
				: List.of(finding(facts, load, idle, max, openInView));
	}

	/**
	 * Whether this finding tells of a line that calls others by HTTP. It has the amount,
	 * which the finding on such calls has not.
	 */
	static boolean tells(PoolFacts facts, String line) {
		return first(idle(facts)).stream().anyMatch((origin) -> isHttp(origin) && line.equals(line(origin)));
	}

	/** The origins that are idle most of the time, if they are large together. */
	private static List<OriginLoad> idle(PoolFacts facts) {
		LoadReport load = facts.load();
		Integer max = facts.max();
		// of a pool that leaks, is deadlocked or has no database, that is the reason
		if (load == null || max == null || facts.isSick()) {
			return List.of();
		}
		List<OriginLoad> idle = load.origins()
			.stream()
			.filter((origin) -> origin.share().allIdle() >= MOSTLY * origin.share().connections())
			.sorted(Comparator.comparingDouble((OriginLoad origin) -> origin.share().allIdle()).reversed())
			.toList();
		return (sum(idle).allIdle() >= Math.max(1, LARGE * max)) ? idle : List.of();
	}

	private static List<OriginLoad> first(List<OriginLoad> idle) {
		return idle.subList(0, Math.min(MAX_ORIGINS, idle.size()));
	}

	private static Share sum(List<OriginLoad> origins) {
		return new LoadReport(Duration.ZERO, origins, Share.NONE).total();
	}

	private static Finding finding(PoolFacts facts, LoadReport load, List<OriginLoad> idle, int max,
			boolean openInView) {
		List<OriginLoad> named = first(idle);
		List<String> parts = new ArrayList<>();
		named.forEach((origin) -> parts.add(text(origin, parts.isEmpty() ? max : null)));
		if (idle.size() > named.size()) {
			Share rest = sum(idle.subList(named.size(), idle.size()));
			parts.add(count(idle.size() - named.size()) + number(rest.connections()) + ", " + number(rest.allIdle())
					+ " of them so");
		}
		IdleSaving saving = saving(facts, load, sum(idle));
		if (saving != null && saving.after().instance().connections() < max) {
			parts.add("without that the pool would need " + saving.after().instance().connections());
		}
		boolean tight = load.total().connections() >= TIGHT * max || facts.usage().queueing() > 0;
		boolean http = named.stream().anyMatch(IdleRules::isHttp);
		return new Finding("held-while-idle", (tight || http) ? Finding.Severity.WARNING : Finding.Severity.INFO,
				String.join("; ", parts) + ".", fix(named.get(0), openInView));
	}

	private static @Nullable IdleSaving saving(PoolFacts facts, LoadReport load, Share idle) {
		double all = load.total().connections();
		return (facts.demand() != null)
				? IdleSaving.of(facts.demand(), idle.idleInTransaction() / all, idle.idle() / all) : null;
	}

	private static String text(OriginLoad origin, @Nullable Integer max) {
		Share share = origin.share();
		String name = PlainText.shortened(origin.name(), MAX_TEXT);
		String kind = origin.kind().equals("request") ? "" : PlainText.shortened(origin.kind(), MAX_KIND) + " ";
		return kind + name + " holds " + number(share.connections())
				+ ((max != null) ? " of " + max + " connections on average, " : ", ") + number(share.allIdle())
				+ ((max != null) ? " of them while no statement runs" : " of them so") + place(origin.place());
	}

	/** In the words for an activity, of which the verb is left out where it can be. */
	private static String place(@Nullable String activity) {
		if (activity == null) {
			return "";
		}
		String text = PlainText.shortened(activity, MAX_TEXT);
		return text.startsWith("is ") ? ", mostly" + text.substring("is".length())
				: ", while its thread mostly " + text;
	}

	private static boolean isHttp(OriginLoad origin) {
		return origin.place() != null && origin.place().startsWith("is in an HTTP client");
	}

	private static String line(OriginLoad origin) {
		String place = (origin.place() != null) ? origin.place() : "";
		return place.substring(place.indexOf(" at ") + " at ".length());
	}

	private static String fix(OriginLoad origin, boolean openInView) {
		if (origin.share().idleInTransaction() >= origin.share().idle()) {
			return "Move work that needs no database, such as a remote call, before the transaction or after it: a"
					+ " transaction holds its connection, and its locks, until it ends.";
		}
		return "Return the connection after its last statement, before work that needs no database, such as a remote"
				+ " call."
				+ ((openInView && origin.kind().equals("request"))
						? " spring.jpa.open-in-view is on and holds it until the response is written: set it to false."
						: "");
	}

	private static String count(int origins) {
		return (origins == 1) ? "one more origin holds " : origins + " more origins hold ";
	}

	private static String number(double connections) {
		return String.format(Locale.ROOT, "%.1f", connections);
	}

}
