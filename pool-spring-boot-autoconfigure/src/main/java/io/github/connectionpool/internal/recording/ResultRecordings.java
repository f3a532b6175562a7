package io.github.connectionpool.internal.recording;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ExhaustionReport;

/**
 * The results of the watch in the recordings that run. Only while a recording
 * {@linkplain FlightRecordings#isOn() runs}.
 */
public final class ResultRecordings {

	private static final int MOST_HOLDERS = 5;

	private ResultRecordings() {
	}

	/**
	 * Write a leak.
	 * @param checkout the leaked checkout
	 * @param jdbcUrl the URL of its pool, which tells the dialect of the SQL; null if it
	 * is not known
	 */
	public static void leaked(CheckoutReport checkout, @Nullable String jdbcUrl) {
		LeakEvent event = new LeakEvent();
		if (!event.shouldCommit()) {
			return;
		}
		event.set(checkout.pool(), checkout.id(), checkout.context());
		event.reason = EventText.of(String.valueOf(checkout.judgement().reason()));
		event.callSite = EventText.of(checkout.source());
		event.borrower = EventText.of(checkout.owner().name());
		event.held = checkout.held().toMillis();
		event.inTransaction = checkout.inTransaction();
		event.sql = EventText.sql(checkout.sql(), jdbcUrl);
		event.commit();
	}

	/**
	 * Write the begin or the end of an exhaustion.
	 * @param exhaustion the episode so far
	 * @param over whether it is over
	 */
	public static void exhausted(ExhaustionReport exhaustion, boolean over) {
		ExhaustionEvent event = new ExhaustionEvent();
		if (!event.shouldCommit()) {
			return;
		}
		event.pool = EventText.of(exhaustion.pool());
		event.over = over;
		event.began = exhaustion.startedAt().toEpochMilli();
		event.lasted = exhaustion.lasted().toMillis();
		event.failed = exhaustion.failed();
		event.waiting = exhaustion.waiting();
		event.active = exhaustion.counts().active();
		event.maximum = EventText.count(exhaustion.counts().max());
		event.holders = exhaustion.holders()
			.stream()
			.limit(MOST_HOLDERS)
			.map((holder) -> holder.count() + " at " + EventText.of(holder.source()))
			.collect(Collectors.joining(", "));
		event.commit();
	}

}
