package io.github.connectionpool.endpoint;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.load.LoadReport;
import io.github.connectionpool.internal.load.MinuteHistory;
import io.github.connectionpool.internal.load.PoolLoad;
import io.github.connectionpool.internal.page.PagePool;
import io.github.connectionpool.internal.watch.PoolHistory;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.PoolSnapshot;

/**
 * Gathers all that the page and the report show of a pool, from the sources of the JSON.
 */
final class PagePools {

	private PagePools() {
	}

	static PagePool of(MonitoredPool pool, Knowledge known, int limit, SqlText sqlText) {
		PoolSnapshot snapshot = known.monitor().snapshot(pool, Duration.ZERO);
		PoolHistory history = known.monitor().history(pool);
		List<CheckoutReport> checkouts = snapshot.checkouts(limit)
			.stream()
			.map((report) -> shown(report, sqlText))
			.toList();
		return new PagePool(pool.name(), snapshot, checkouts, known.advisor().findings(pool, snapshot),
				history.unserved(),
				new PagePool.Past(history.exhaustions(), use(history.load()),
						history.minutes().minutes().stream().map(PagePools::minute).toList()),
				new PagePool.Ends(known.ends().server(pool), known.ends().pooler(pool), known.ends().console(pool),
						known.ends().consolePools(pool)),
				known.timeouts().of(pool).order(), pool.maximumText(), plan(new PoolParts(pool, known).measuredPlan()));
	}

	private static CheckoutReport shown(CheckoutReport report, SqlText sqlText) {
		String sql = report.sql();
		return (sql == null) ? report
				: new CheckoutReport(report.pool(), report.id(), report.judgement(), report.explanation(),
						report.acquiredAt(), report.held(), report.waited(), report.owner(), report.context(),
						report.callSite(), report.callSiteFrom(), report.likelyCallSites(), report.source(),
						report.stack(), report.likelyStack(), sqlText.show(sql), report.inFlight(),
						report.inTransaction(), report.activity(), report.backendPid());
	}

	private static PagePool.@Nullable Use use(PoolLoad load) {
		LoadReport report = load.ofMinutes();
		return (report != null) ? new PagePool.Use(report.observed(), report.total().connections(),
				report.origins().stream().map(PagePools::origin).toList(), others(report.others())) : null;
	}

	/** Its statement is masked in any case. */
	private static PagePool.Origin origin(LoadReport.OriginLoad origin) {
		LoadReport.Share share = origin.share();
		return new PagePool.Origin(origin.kind(), origin.name(), share.connections(), share.executing(),
				share.idleInTransaction(), share.waiting(), origin.statement(), origin.callSite(), origin.place());
	}

	private static PagePool.@Nullable Origin others(LoadReport.Share share) {
		return (share.connections() > 0) ? new PagePool.Origin("", "all other origins", share.connections(),
				share.executing(), share.idleInTransaction(), share.waiting(), null, null, null) : null;
	}

	private static PagePool.Minute minute(MinuteHistory.Minute minute) {
		return new PagePool.Minute(minute.at(), minute.mean(), minute.most(), minute.leaked(), minute.failed(),
				minute.exhaustions());
	}

	private static PagePool.@Nullable Plan plan(@Nullable PlanView plan) {
		if (plan == null) {
			return null;
		}
		Map<String, String> inputs = new LinkedHashMap<>();
		plan.inputs().forEach((name, input) -> inputs.put(name, String.valueOf(input.value())));
		PlanView.WithoutIdleView withoutIdle = plan.withoutIdle();
		return new PagePool.Plan(plan.statement(), inputs, (withoutIdle != null) ? withoutIdle.statement() : null);
	}

}
