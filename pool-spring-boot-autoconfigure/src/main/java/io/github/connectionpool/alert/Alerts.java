package io.github.connectionpool.alert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.event.CheckoutCleared;
import io.github.connectionpool.event.CheckoutLeaked;
import io.github.connectionpool.event.CheckoutReclaimed;
import io.github.connectionpool.event.CheckoutSuspected;
import io.github.connectionpool.event.PoolDeadlocked;
import io.github.connectionpool.event.PoolExhausted;
import io.github.connectionpool.event.PoolOutageChanged;
import io.github.connectionpool.event.PoolUtilizationChanged;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.reclaim.Evictor;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.watch.WatchListener;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.OutageReport;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.UtilizationLevel;

/**
 * Logs what the watch finds, each transition once, and raises the application event. For
 * the one watching thread.
 */
public final class Alerts implements WatchListener {

	private static final Log logger = LogFactory.getLog(Alerts.class);

	private static final int OLDEST = 5;

	private final EventPublisher events;

	private final LongSupplier nanoTime;

	private final LogThrottle throttle = new LogThrottle();

	private final CheckoutLog log;

	/** The level of each pool that was logged last. */
	private final Map<String, UtilizationLevel> logged = new HashMap<>();

	private final Set<String> failed = new HashSet<>();

	/**
	 * Create.
	 * @param events publishes the events
	 */
	public Alerts(EventPublisher events) {
		this(events, System::nanoTime);
	}

	Alerts(EventPublisher events, LongSupplier nanoTime) {
		this.events = events;
		this.nanoTime = nanoTime;
		this.log = new CheckoutLog(nanoTime);
	}

	/**
	 * Logs evictions and raises their application events.
	 * @param events publishes the events
	 * @return a listener for an evictor
	 */
	public static Evictor.Listener evictions(EventPublisher events) {
		return new EvictionAlert(events);
	}

	@Override
	public void utilizationChanged(MonitoredPool pool, UtilizationLevel from, UtilizationLevel to,
			PoolSnapshot snapshot) {
		this.events.publish(new PoolUtilizationChanged(pool.name(), from, to, snapshot.counts(), snapshot.at()));
		log(pool, from, to, snapshot, this.nanoTime.getAsLong());
	}

	/**
	 * A line that was held back is logged as soon as the limit allows, if the pool has
	 * stayed there.
	 */
	@Override
	public void checked(MonitoredPool pool, UtilizationLevel level, PoolSnapshot snapshot) {
		UtilizationLevel logged = this.logged.getOrDefault(pool.name(), UtilizationLevel.UP);
		long now = this.nanoTime.getAsLong();
		if (level != logged && this.throttle.isOpen(kind(pool, level), now)) {
			log(pool, logged, level, snapshot, now);
		}
	}

	private void log(MonitoredPool pool, UtilizationLevel from, UtilizationLevel to, PoolSnapshot snapshot, long now) {
		int suppressed = this.throttle.ask(kind(pool, to), now);
		if (suppressed < 0) {
			return;
		}
		this.logged.put(pool.name(), to);
		String text = LogText.utilization(pool, snapshot.counts()) + ": " + from + " -> " + to
				+ ((suppressed > 0) ? "; this change came " + suppressed + " times more and was not logged" : "");
		switch (to) {
			case UP -> logger.info(text);
			case WARNING -> logger.warn(text);
			case CRITICAL -> logger.error(text + oldest(snapshot) + maximum(pool));
		}
	}

	private static String maximum(MonitoredPool pool) {
		String text = pool.maximumText();
		return text.isEmpty() ? "" : System.lineSeparator() + " " + text;
	}

	private static String kind(MonitoredPool pool, UtilizationLevel level) {
		return pool.name() + " " + level;
	}

	private String oldest(PoolSnapshot snapshot) {
		List<CheckoutReport> oldest = snapshot.checkouts(OLDEST);
		StringBuilder text = new StringBuilder(oldest.isEmpty() ? "" : "; the oldest checkouts:");
		for (CheckoutReport checkout : oldest) {
			text.append(System.lineSeparator()).append("  ").append(LogText.checkout(checkout));
		}
		return text.toString();
	}

	@Override
	public void suspected(CheckoutReport checkout) {
		this.events.publish(new CheckoutSuspected(checkout));
		this.log.suspected(checkout);
	}

	@Override
	public void leaked(CheckoutReport checkout) {
		this.events.publish(new CheckoutLeaked(checkout));
		this.log.leaked(checkout);
	}

	@Override
	public void cleared(CheckoutReport checkout, boolean returned) {
		this.events.publish(new CheckoutCleared(checkout, returned));
		this.log.cleared(checkout, returned);
	}

	@Override
	public void reclaimed(CheckoutReport checkout, @Nullable Throwable failure) {
		this.events.publish(new CheckoutReclaimed(checkout, failure));
		this.log.reclaimed(checkout, failure);
	}

	@Override
	public void deadlocked(Deadlock deadlock) {
		this.events.publish(new PoolDeadlocked(deadlock));
		// nested borrows with short timeouts lock up and come free again all the time
		int suppressed = this.throttle.ask(deadlock.pool() + " deadlock", this.nanoTime.getAsLong());
		if (suppressed >= 0) {
			logger
				.error("Connection pool '" + LogText.oneLine(deadlock.pool()) + "': " + LogText.oneLine(deadlock.text())
						+ ((suppressed > 0) ? " (" + suppressed + " more were not logged)" : ""));
		}
	}

	@Override
	public void exhausted(ExhaustionReport exhaustion) {
		this.events.publish(new PoolExhausted(exhaustion));
		// in several lines by itself, each made of clean parts
		logger.error(exhaustion.summary());
	}

	@Override
	public void recovered(ExhaustionReport exhaustion) {
		logger.info("Connection pool '" + LogText.oneLine(exhaustion.pool()) + "' is exhausted no more: it lasted "
				+ DurationText.of(exhaustion.lasted()) + ", " + borrowers(exhaustion.failed()) + " failed, at most "
				+ exhaustion.waiting() + " waited at once");
	}

	private static String borrowers(int count) {
		return (count == 1) ? "1 borrower" : count + " borrowers";
	}

	@Override
	public void outageBegan(OutageReport outage) {
		this.events.publish(new PoolOutageChanged(outage, false));
		logger.error(LogText.oneLine(outage.summary() + " " + outage.finding().fix()));
	}

	@Override
	public void outageEnded(OutageReport outage) {
		this.events.publish(new PoolOutageChanged(outage, true));
		logger.info(LogText.oneLine(outage.ending()));
	}

	@Override
	public void checkFailed(MonitoredPool pool, Throwable failure) {
		if (this.failed.add(pool.name())) {
			logger.warn(
					"A check of connection pool '" + LogText.oneLine(pool.name())
							+ "' failed; the application is not affected, and further failures are not logged",
					failure);
		}
	}

}
