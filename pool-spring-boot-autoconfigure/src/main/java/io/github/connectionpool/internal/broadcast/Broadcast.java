package io.github.connectionpool.internal.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.watch.WatchListener;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.OutageReport;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.UtilizationLevel;

/**
 * Passes each result of the watch on to several listeners. If one fails, this is logged
 * once, and the others are told all the same. For the one watching thread.
 */
public final class Broadcast implements WatchListener {

	private static final Log logger = LogFactory.getLog(Broadcast.class);

	private final WatchListener first;

	private final Supplier<Stream<? extends WatchListener>> others;

	private @Nullable List<WatchListener> all;

	private boolean failureLogged;

	/**
	 * Create.
	 * @param first is told first
	 * @param others asked for at the first result, since what a listener needs may not be
	 * there before
	 */
	public Broadcast(WatchListener first, Supplier<Stream<? extends WatchListener>> others) {
		this.first = first;
		this.others = others;
	}

	@Override
	public void utilizationChanged(MonitoredPool pool, UtilizationLevel from, UtilizationLevel to,
			PoolSnapshot snapshot) {
		tell((listener) -> listener.utilizationChanged(pool, from, to, snapshot));
	}

	@Override
	public void checked(MonitoredPool pool, UtilizationLevel level, PoolSnapshot snapshot) {
		tell((listener) -> listener.checked(pool, level, snapshot));
	}

	@Override
	public void suspected(CheckoutReport checkout) {
		tell((listener) -> listener.suspected(checkout));
	}

	@Override
	public void leaked(CheckoutReport checkout) {
		tell((listener) -> listener.leaked(checkout));
	}

	@Override
	public void cleared(CheckoutReport checkout, boolean returned) {
		tell((listener) -> listener.cleared(checkout, returned));
	}

	@Override
	public void reclaimed(CheckoutReport checkout, @Nullable Throwable failure) {
		tell((listener) -> listener.reclaimed(checkout, failure));
	}

	@Override
	public void deadlocked(Deadlock deadlock) {
		tell((listener) -> listener.deadlocked(deadlock));
	}

	@Override
	public void exhausted(ExhaustionReport exhaustion) {
		tell((listener) -> listener.exhausted(exhaustion));
	}

	@Override
	public void recovered(ExhaustionReport exhaustion) {
		tell((listener) -> listener.recovered(exhaustion));
	}

	@Override
	public void outageBegan(OutageReport outage) {
		tell((listener) -> listener.outageBegan(outage));
	}

	@Override
	public void outageEnded(OutageReport outage) {
		tell((listener) -> listener.outageEnded(outage));
	}

	@Override
	public void checkFailed(MonitoredPool pool, Throwable failure) {
		tell((listener) -> listener.checkFailed(pool, failure));
	}

	private void tell(Consumer<WatchListener> call) {
		for (WatchListener listener : all()) {
			try {
				call.accept(listener);
			}
			catch (Throwable ex) {
				logOnce(listener.getClass().getSimpleName() + " failed", ex);
			}
		}
	}

	private List<WatchListener> all() {
		List<WatchListener> all = this.all;
		if (all == null) {
			all = new ArrayList<>();
			all.add(this.first);
			try {
				this.others.get().forEach(all::add);
			}
			catch (Throwable ex) {
				logOnce("Some listeners cannot be made", ex);
			}
			this.all = all;
		}
		return all;
	}

	private void logOnce(String what, Throwable ex) {
		if (!this.failureLogged) {
			this.failureLogged = true;
			logger.warn("A listener to the connection pools is missing: " + what
					+ ". The application is not affected, and further failures are not logged", ex);
		}
	}

}
