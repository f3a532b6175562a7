package io.github.connectionpool.alert;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.CheckoutReport;

/**
 * Logs the verdicts on checkouts and their ends, one line a minute for each call site. A
 * line of code that loses five connections a second must not flood the log. For one
 * thread.
 */
final class CheckoutLog {

	/** Under the name of the class that raises the events, which users know. */
	private static final Log logger = LogFactory.getLog(Alerts.class);

	private final LongSupplier nanoTime;

	private static final int MAX_ACCUSED = 1000;

	private final LogThrottle throttle = new LogThrottle();

	/** Identifiers of the checkouts with an accusation in the log, the oldest first. */
	private final Set<String> accused = new LinkedHashSet<>();

	CheckoutLog(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	void suspected(CheckoutReport checkout) {
		String more = ask("suspected", checkout);
		if (more != null) {
			accused(checkout);
			logger.warn("Suspected leak: " + LogText.checkout(checkout) + ". " + explanation(checkout) + more);
		}
	}

	void leaked(CheckoutReport checkout) {
		String more = ask("leaked", checkout);
		if (more != null) {
			accused(checkout);
			logger.error("Leaked connection: " + LogText.checkout(checkout) + ". " + explanation(checkout) + more);
		}
	}

	void cleared(CheckoutReport checkout, boolean returned) {
		// an accusation that stands in the log is taken back there, whatever the throttle
		// says: there are no more of these lines than there were accusations
		String more = this.accused.remove(checkout.id()) ? pass("cleared", checkout) : ask("cleared", checkout);
		if (more != null) {
			logger.info("Not a leak after all: " + LogText.checkout(checkout)
					+ (returned ? " has been returned" : " has been used again") + more);
		}
	}

	void reclaimed(CheckoutReport checkout, @Nullable Throwable failure) {
		this.accused.remove(checkout.id());
		if (failure != null) {
			if (ask("not reclaimed", checkout) == null) {
				return;
			}
			logger.error("A leaked connection could not be given back to its pool: " + LogText.checkout(checkout),
					failure);
			return;
		}
		String more = ask("reclaimed", checkout);
		if (more != null) {
			logger.warn("Given back to the pool: " + LogText.checkout(checkout) + more);
		}
	}

	/** What to add to the line, null if it is not to be logged. */
	private @Nullable String ask(String kind, CheckoutReport checkout) {
		return more(this.throttle.ask(key(kind, checkout), this.nanoTime.getAsLong()));
	}

	/** What to add to the line, which is logged in any case. */
	private @Nullable String pass(String kind, CheckoutReport checkout) {
		return more(this.throttle.pass(key(kind, checkout), this.nanoTime.getAsLong()));
	}

	private static String key(String kind, CheckoutReport checkout) {
		return kind + ' ' + checkout.pool() + ' ' + checkout.source();
	}

	private static @Nullable String more(int suppressed) {
		if (suppressed < 0) {
			return null;
		}
		return (suppressed > 0) ? " (" + suppressed + " more of this call site were not logged)" : "";
	}

	private void accused(CheckoutReport checkout) {
		this.accused.add(checkout.id());
		if (this.accused.size() > MAX_ACCUSED) {
			Iterator<String> oldest = this.accused.iterator();
			oldest.next();
			oldest.remove();
		}
	}

	/** May name a unit of work, which is any text. */
	private static String explanation(CheckoutReport checkout) {
		return LogText.oneLine(checkout.explanation());
	}

}
