package io.github.connectionpool.leak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Borrower;
import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.ConnectionCounts;
import io.github.connectionpool.checkout.Pool;

/**
 * Finds out whether all connections of a pool are held by threads that wait for another
 * one of it.
 */
final class Deadlocks {

	/** A borrow from a pool that is not empty takes microseconds. */
	static final Duration REAL_WAIT = Duration.ofMillis(200);

	private Deadlocks() {
	}

	/**
	 * Find a deadlock.
	 * @param open the open checkouts
	 * @param waiting how many of them are held by a thread that waits
	 */
	static @Nullable Deadlock find(Pool pool, List<Checkout> open, int waiting, ConnectionCounts counts, long now) {
		if (counts.max() == null || waiting < counts.max() || waiting < open.size() || waiting == 0) {
			return null;
		}
		Map<Borrower, Integer> held = new HashMap<>();
		Map<List<@Nullable String>, Integer> sites = new HashMap<>();
		Set<Borrower> virtual = new HashSet<>();
		for (Checkout checkout : open) {
			Borrower owner = checkout.owner();
			held.merge(owner, 1, Integer::sum);
			OwnerReport report = OwnerReport.of(checkout, now);
			if (report.virtual()) {
				virtual.add(owner);
			}
			List<@Nullable String> site = new ArrayList<>();
			site.add(checkout.callSiteText());
			site.add(report.whereabouts().line());
			sites.merge(site, 1, Integer::sum);
		}
		int pending = Objects.requireNonNullElse(counts.pending(), held.size());
		int threads = Math.max(held.size(), pending);
		int perThread = held.values().stream().mapToInt(Integer::intValue).max().orElse(1) + 1;
		return new Deadlock(pool.name(), Instant.now(), counts.max(), threads, perThread, !virtual.isEmpty(),
				holders(sites));
	}

	private static List<Deadlock.Holder> holders(Map<List<@Nullable String>, Integer> sites) {
		return sites.entrySet()
			.stream()
			.map((site) -> new Deadlock.Holder(site.getKey().get(0), site.getKey().get(1), site.getValue()))
			.sorted(Comparator.comparingInt(Deadlock.Holder::connections).reversed())
			.limit(10)
			.toList();
	}

}
