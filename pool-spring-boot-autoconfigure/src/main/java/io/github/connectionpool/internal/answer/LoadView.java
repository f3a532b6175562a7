package io.github.connectionpool.internal.answer;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.load.LoadReport;
import io.github.connectionpool.internal.load.PoolLoad;

/**
 * The origins that have had the connections of a pool out, and what they did with them.
 *
 * @param last5Minutes of five to six minutes
 * @param last60Minutes of 60 to 65 minutes
 */
public record LoadView(WindowView last5Minutes, WindowView last60Minutes) {

	/**
	 * The load of a while. All numbers of connections are averages over that time.
	 *
	 * @param observedMillis how much of that time was observed
	 * @param connections connections that were out
	 * @param executing of these, those with a statement in flight
	 * @param idleInTransaction those without one, inside of a transaction
	 * @param idle those without one, outside of a transaction
	 * @param waiting those whose owner waited for another connection of the pool
	 * @param origins the largest first
	 * @param others the other origins together, left out if there are none
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record WindowView(long observedMillis, double connections, double executing, double idleInTransaction,
			double idle, double waiting, List<OriginView> origins, @Nullable OthersView others) {

		static WindowView of(LoadReport report) {
			LoadReport.Share total = report.total();
			double all = total.connections();
			return new WindowView(report.observed().toMillis(), round(all), round(total.executing()),
					round(total.idleInTransaction()), round(total.idle()), round(total.waiting()),
					report.origins().stream().map((origin) -> OriginView.of(origin, all)).toList(),
					(report.others().connections() > 0) ? OthersView.of(report.others(), all) : null);
		}

	}

	/**
	 * The load of one origin.
	 *
	 * @param origin name of the request, the task or the like
	 * @param kind the kind of it
	 * @param share its share of the connections that were out, from 0 to 1
	 * @param statement the statement that ran most of the time, masked
	 * @param callSite the line that borrowed most often
	 * @param whileIdle the place of its threads most of the time while no statement ran
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record OriginView(String origin, String kind, double connections, double share, double executing,
			double idleInTransaction, double idle, double waiting, @Nullable String statement,
			@Nullable String callSite, @Nullable String whileIdle) {

		static OriginView of(LoadReport.OriginLoad origin, double all) {
			LoadReport.Share share = origin.share();
			return new OriginView(origin.name(), origin.kind(), round(share.connections()),
					roundShare(share.connections() / all), round(share.executing()), round(share.idleInTransaction()),
					round(share.idle()), round(share.waiting()), origin.statement(), origin.callSite(), origin.place());
		}

	}

	/** The load of all origins without a row of their own. */
	public record OthersView(double connections, double share, double executing, double idleInTransaction, double idle,
			double waiting) {

		static OthersView of(LoadReport.Share share, double all) {
			return new OthersView(round(share.connections()), roundShare(share.connections() / all),
					round(share.executing()), round(share.idleInTransaction()), round(share.idle()),
					round(share.waiting()));
		}

	}

	/**
	 * The load as an answer shows it.
	 * @param load the load of a pool
	 * @return null before anything was observed
	 */
	public static @Nullable LoadView of(PoolLoad load) {
		LoadReport minutes = load.ofMinutes();
		LoadReport hour = load.ofHour();
		return (minutes != null && hour != null) ? new LoadView(WindowView.of(minutes), WindowView.of(hour)) : null;
	}

	private static double round(double connections) {
		return Math.round(connections * 1e2) / 1e2;
	}

	private static double roundShare(double share) {
		return Math.round(share * 1e3) / 1e3;
	}

}
