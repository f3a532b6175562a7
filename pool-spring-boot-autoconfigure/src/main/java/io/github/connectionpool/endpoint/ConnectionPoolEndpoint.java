package io.github.connectionpool.endpoint;

import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;

import io.github.connectionpool.internal.answer.CaptureRequest;
import io.github.connectionpool.internal.answer.CaptureView;
import io.github.connectionpool.internal.answer.FrameTexts;
import io.github.connectionpool.internal.answer.HistoryView;
import io.github.connectionpool.internal.answer.LoadView;
import io.github.connectionpool.internal.capture.CaptureOrder;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.page.PagePool;
import io.github.connectionpool.internal.sql.SqlDialect;
import io.github.connectionpool.internal.sql.SqlMasker;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.Verdict;

/**
 * The {@code connectionpool} endpoint: the holders of connections, and the lines that
 * borrowed them. It reads existing values and borrows no connection. Thread-safe.
 */
@Endpoint(id = "connectionpool", defaultAccess = Access.READ_ONLY)
@SuppressWarnings("deprecation") // Spring Boot 3.5 takes a parameter for optional by this
									// Nullable only
public class ConnectionPoolEndpoint {

	private static final Log logger = LogFactory.getLog(ConnectionPoolEndpoint.class);

	/** How many checkouts are shown unless asked otherwise. */
	static final int DEFAULT_LIMIT = 100;

	/** How many checkouts are shown at most. */
	static final int MAX_LIMIT = 1000;

	private static final int OLDEST = 5;

	private final PoolRegistry pools;

	private final Knowledge knowledge;

	private final Show showValues;

	private final Sanitizer sanitizer;

	/**
	 * Create.
	 * @param pools the pools
	 * @param knowledge the sources of its answers
	 * @param showValues when the literals in SQL are shown
	 * @param sanitizingFunctions decide which values are shown then
	 */
	public ConnectionPoolEndpoint(PoolRegistry pools, Knowledge knowledge, Show showValues,
			Iterable<SanitizingFunction> sanitizingFunctions) {
		this.pools = pools;
		this.knowledge = knowledge;
		this.showValues = showValues;
		this.sanitizer = new Sanitizer(sanitizingFunctions);
	}

	/**
	 * All pools, each with its oldest checkouts.
	 * @return the pools by name
	 */
	@ReadOperation
	public PoolsView pools() {
		return pools(this.showValues.isShown(true));
	}

	/**
	 * One pool with its checkouts.
	 * @param pool name of the pool
	 * @param limit how many checkouts at most, 1 to 1000; null for 100
	 * @return the pool, null if there is none of that name
	 */
	@ReadOperation
	public @Nullable PoolView pool(@Selector String pool, @Nullable Integer limit) {
		int checked = checkLimit((limit != null) ? limit : DEFAULT_LIMIT);
		return pool(pool, checked, this.showValues.isShown(true));
	}

	/**
	 * Take one connection away from its owner. It is closed in the database even while a
	 * statement runs.
	 * @param pool name of the pool
	 * @param id identifier of the checkout
	 * @return the checkout as it was, null if there is none of that identifier
	 * @throws SQLException if the pool could not throw the connection away
	 */
	@DeleteOperation
	public @Nullable CheckoutView evict(@Selector String pool, @Selector String id) throws SQLException {
		return evict(pool, id, "an operator", this.showValues.isShown(true));
	}

	@Nullable
	CheckoutView evict(String name, String id, String who, boolean showValues) throws SQLException {
		MonitoredPool pool = this.pools.get(name);
		CheckoutReport report = (pool != null) ? this.knowledge.evictor().evict(pool, id, who) : null;
		return (pool != null && report != null) ? CheckoutView.of(report, sqlText(pool, showValues), new FrameTexts())
				: null;
	}

	/**
	 * Take the stacks of a pool's borrows otherwise for a while. The configured mode is
	 * in force again after that.
	 * @param pool name of the pool
	 * @param captureStack {@code always}, {@code adaptive} or {@code never}
	 * @param period a duration from one second to 24 hours, null for half an hour;
	 * callers name it {@code for}
	 * @return the order, null if there is no pool of that name
	 * @throws IllegalArgumentException if a parameter is not allowed
	 */
	@WriteOperation
	public @Nullable CaptureView capture(@Selector String pool, @Nullable String captureStack,
			@Nullable String period) {
		return capture(pool, CaptureRequest.of(captureStack, period), "an operator");
	}

	@Nullable
	CaptureView capture(String name, CaptureRequest request, String who) {
		MonitoredPool pool = this.pools.get(name);
		if (pool == null) {
			return null;
		}
		CaptureOrder order = CaptureOrder.of(request.mode(), request.period(), PlainText.of(who));
		pool.capture().order(order);
		logger.warn("Stacks of connection pool '" + PlainText.of(pool.name()) + "': " + order.mode().value() + " until "
				+ order.until() + ", ordered by " + order.who() + "; then " + pool.capture().configured().value()
				+ " again, as configured");
		return CaptureView.of(order);
	}

	private SqlText sqlText(MonitoredPool pool, boolean showValues) {
		SqlDialect dialect = SqlDialect.of(pool.statistics().jdbcUrl());
		return (sql) -> showValues ? values(sql) : SqlMasker.mask(sql, dialect);
	}

	static int checkLimit(int limit) {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw new IllegalArgumentException(
					"limit was " + limit + ", allowed is a whole number from 1 to " + MAX_LIMIT);
		}
		return limit;
	}

	PoolsView pools(boolean showValues) {
		Map<String, PoolView> views = new LinkedHashMap<>();
		for (MonitoredPool pool : this.pools.all()) {
			views.put(pool.name(), view(pool, OLDEST, 0, showValues));
		}
		return new PoolsView(views, applicationFindings());
	}

	@Nullable
	PoolView pool(String name, int limit, boolean showValues) {
		MonitoredPool pool = this.pools.get(name);
		return (pool != null) ? view(pool, Math.max(limit, OLDEST), limit, showValues) : null;
	}

	List<PagePool> pages(boolean showValues) {
		return this.pools.all().stream().map((pool) -> page(pool, DEFAULT_LIMIT, showValues)).toList();
	}

	@Nullable
	PagePool page(String name, int limit, boolean showValues) {
		MonitoredPool pool = this.pools.get(name);
		return (pool != null) ? page(pool, limit, showValues) : null;
	}

	List<Finding> applicationFindings() {
		return this.knowledge.advisor().application();
	}

	private PagePool page(MonitoredPool pool, int limit, boolean showValues) {
		return PagePools.of(pool, this.knowledge, limit, sqlText(pool, showValues));
	}

	List<String> poolNames() {
		return this.pools.all().stream().map(MonitoredPool::name).toList();
	}

	@Nullable
	PoolParts parts(String name) {
		MonitoredPool pool = this.pools.get(name);
		return (pool != null) ? new PoolParts(pool, this.knowledge) : null;
	}

	private PoolView view(MonitoredPool pool, int reported, int limit, boolean showValues) {
		Knowledge known = this.knowledge;
		PoolSnapshot snapshot = known.monitor().snapshot(pool, Duration.ZERO);
		ConnectionCounts counts = snapshot.counts();
		SqlText sqlText = sqlText(pool, showValues);
		FrameTexts frames = new FrameTexts();
		List<CheckoutView> checkouts = snapshot.checkouts(reported)
			.stream()
			.map((report) -> CheckoutView.of(report, sqlText, frames))
			.toList();
		boolean details = limit > 0;
		PoolParts parts = new PoolParts(pool, known);
		return new PoolView(pool.type(), pool.statistics().poolName(), snapshot.level(),
				Double.isNaN(counts.utilization()) ? null : counts.utilization(), ConnectionsView.of(counts),
				parts.database(), parts.pgBouncer(), snapshot.count(Verdict.LEAKED),
				snapshot.at().truncatedTo(ChronoUnit.MILLIS), CaptureView.of(pool.capture().order()),
				first(checkouts, OLDEST), known.advisor().findings(pool, snapshot),
				details ? first(checkouts, limit) : null,
				details ? snapshot.callSites().stream().map(CallSiteView::of).toList() : null,
				details ? known.monitor().history(pool).exhaustions().stream().map(ExhaustionView::of).toList() : null,
				details ? TimingView.of(pool) : null,
				details ? LoadView.of(known.monitor().history(pool).load()) : null,
				details ? HistoryView.of(known.monitor().history(pool).minutes()) : null,
				details ? parts.timeouts() : null, details ? parts.measuredPlan() : null);
	}

	private static <T> List<T> first(List<T> list, int count) {
		return list.subList(0, Math.min(count, list.size()));
	}

	private String values(String sql) {
		Object shown = this.sanitizer.sanitize(new SanitizableData(null, "sql", sql), true);
		return SqlMasker.limit(String.valueOf(shown));
	}

}
