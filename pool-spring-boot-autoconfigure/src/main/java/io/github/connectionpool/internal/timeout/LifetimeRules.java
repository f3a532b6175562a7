package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.timeout.PoolPropertyNames.Kind;
import io.github.connectionpool.report.Finding.Severity;
import io.github.connectionpool.report.Finding;

/**
 * The rules for the lifetime of a pooled connection.
 */
record LifetimeRules(EffectiveTimeouts timeouts, boolean fixedSize, boolean behindPgBouncer,
		Consumer<Finding> findings) {

	/** HikariCP takes no shorter one, neither as lifetime nor to keep alive. */
	private static final Duration SHORTEST = Duration.ofSeconds(30);

	void apply() {
		Timeout lifetime = this.timeouts.pool(Kind.MAX_LIFETIME);
		Timeout keepalive = this.timeouts.pool(Kind.KEEPALIVE);
		if (lifetime != null) {
			Timeout cut = cut();
			if (cut != null) {
				cut(lifetime, cut, keepalive);
			}
			else if (lifetime.isUnlimited()) {
				add("timeout-max-lifetime-missing", Severity.INFO,
						"Connections are never replaced (" + lifetime.name()
								+ " sets no limit): after a failover or a change of address the old ones stay in use.",
						this.timeouts.set(Kind.MAX_LIFETIME, RecommendedTimeouts.MAX_LIFETIME));
			}
			idle(this.timeouts.pool(Kind.IDLE), lifetime);
		}
		if (keepalive != null) {
			keepalive(keepalive, lifetime);
		}
	}

	/**
	 * The timeout that ends the pool's idle connections from outside; a PgBouncer hides
	 * the server's.
	 */
	private @Nullable Timeout cut() {
		return this.behindPgBouncer
				? EffectiveTimeouts.shortest(Stream.of(this.timeouts.pgbouncer("client_idle_timeout")))
				: EffectiveTimeouts.shortest(
						Stream.of(this.timeouts.server("wait_timeout"), this.timeouts.server("idle_session_timeout")));
	}

	private void cut(Timeout lifetime, Timeout cut, @Nullable Timeout keepalive) {
		if (!lifetime.isUnlimited()
				&& lifetime.value().compareTo(RecommendedTimeouts.maxLifetimeBelow(cut.value())) <= 0) {
			return;
		}
		boolean keptAlive = keepalive != null && isKeptAlive(keepalive, cut);
		String consequence = (keepalive != null && keptAlive) ? "Only " + keepalive.named() + " keeps it alive."
				: "A borrower that gets a cut connection fails, or waits for another.";
		Duration recommended = RecommendedTimeouts.maxLifetime(cut.value());
		String fix = (recommended.compareTo(SHORTEST) < 0)
				? "Raise " + cut.name() + " to more than " + DurationText.exact(RecommendedTimeouts.MAX_LIFETIME) + "."
				: this.timeouts.set(Kind.MAX_LIFETIME, recommended);
		add("timeout-max-lifetime-above-cut", keptAlive ? Severity.INFO : Severity.WARNING,
				"The pool keeps a connection longer than the other end does when it is idle: " + lifetime.named()
						+ " against " + cut.named() + ". " + consequence,
				fix);
	}

	private static boolean isKeptAlive(Timeout keepalive, Timeout cut) {
		// a fifth is how much HikariCP varies it
		return !keepalive.isUnlimited() && keepalive.value().multipliedBy(6).dividedBy(5).compareTo(cut.value()) < 0;
	}

	private void idle(@Nullable Timeout idle, Timeout lifetime) {
		if (idle != null && !this.fixedSize && !idle.isUnlimited() && !lifetime.isUnlimited()
				&& Durations.atLeast(idle.value(), lifetime.value())) {
			Duration third = lifetime.value().dividedBy(3);
			add("timeout-idle-above-max-lifetime", Severity.INFO,
					"No connection is ever closed for being idle, since it is replaced before: " + idle.named()
							+ " against " + lifetime.named() + ".",
					this.timeouts.set(Kind.IDLE,
							(third.compareTo(RecommendedTimeouts.IDLE) < 0) ? third : RecommendedTimeouts.IDLE));
		}
	}

	private void keepalive(Timeout keepalive, @Nullable Timeout lifetime) {
		if (keepalive.isUnlimited()) {
			add("timeout-keepalive-missing", Severity.INFO,
					"Idle connections are not kept alive (" + keepalive.name()
							+ " is off): a firewall forgets them, unnoticed until they are needed.",
					this.timeouts.set(Kind.KEEPALIVE, RecommendedTimeouts.KEEPALIVE));
		}
		else if (lifetime != null && !lifetime.isUnlimited()
				&& Durations.atLeast(keepalive.value(), lifetime.value())) {
			add("timeout-keepalive-above-max-lifetime", Severity.WARNING,
					"Idle connections are not kept alive, since the pool replaces them before: " + keepalive.named()
							+ " against " + lifetime.named() + ".",
					fixKeepalive(lifetime));
		}
		else if (this.timeouts.terms() == PoolPropertyNames.HIKARI && keepalive.value().compareTo(SHORTEST) < 0) {
			add("timeout-keepalive-too-short", Severity.WARNING,
					"Idle connections are not kept alive, since HikariCP ignores values below 30 s: "
							+ keepalive.named() + ".",
					this.timeouts.set(Kind.KEEPALIVE, SHORTEST));
		}
	}

	private String fixKeepalive(Timeout lifetime) {
		Duration half = lifetime.value().dividedBy(2);
		return (half.compareTo(SHORTEST) < 0) ? this.timeouts.set(Kind.MAX_LIFETIME, RecommendedTimeouts.MAX_LIFETIME)
				: this.timeouts.set(Kind.KEEPALIVE,
						(half.compareTo(RecommendedTimeouts.KEEPALIVE) < 0) ? half : RecommendedTimeouts.KEEPALIVE);
	}

	private void add(String id, Severity severity, String evidence, String fix) {
		this.findings.accept(new Finding(id, severity, evidence, fix));
	}

}
