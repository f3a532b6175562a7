package io.github.connectionpool.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.text.PlainText;

/**
 * A time in which a pool that was not full got no connection from its database, or was
 * suspended. Immutable.
 *
 * @param pool name of the pool
 * @param startedAt when the first borrower that failed began to wait
 * @param lasted from then to the last that failed, or was seen waiting
 * @param failed how many borrowers have failed so far
 * @param cause why, as far as the driver named it
 * @param exhaustedAt when the pool was exhausted as well, null if it was not
 * @param forgotten whether it is over only because no borrower has asked for long;
 * whether the database is reached again is not known then
 * @since 0.1.0
 */
public record OutageReport(String pool, Instant startedAt, Duration lasted, int failed, OutageCause cause,
		@Nullable Instant exhaustedAt, boolean forgotten) {

	/** An outage is over when no borrower has asked for a connection for so long. */
	public static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

	private static final String UNKNOWN = " borrower has asked for " + DurationText.of(FORGOTTEN_AFTER)
			+ ", so it is not known whether the database is reached again";

	/**
	 * Whether the pool was suspended, so that the database is not the reason.
	 * @return whether it was
	 */
	public boolean isSuspended() {
		return this.cause.kind() == OutageCause.Kind.SUSPENDED;
	}

	/**
	 * The report in a sentence or two.
	 * @return for the log and for people
	 */
	public String summary() {
		return "Connection pool '" + PlainText.of(this.pool) + "' "
				+ (isSuspended() ? "is suspended" : "cannot reach its database") + ": " + evidence()
				+ (this.forgotten ? " No" + UNKNOWN + "." : "");
	}

	/**
	 * How it ended.
	 * @return a sentence without its full stop, for the log and for people
	 */
	public String ending() {
		String end = this.forgotten ? ": no" + UNKNOWN + ";" : " reaches its database again:";
		return "Connection pool '" + PlainText.of(this.pool) + "'" + (isSuspended() ? " is resumed:" : end)
				+ " the outage lasted " + DurationText.of(this.lasted) + ", and "
				+ ((this.failed == 1) ? "1 borrower" : this.failed + " borrowers") + " failed";
	}

	/**
	 * The outage as advice.
	 * @return {@code pool-suspended} if the pool was suspended, else
	 * {@code database-unreachable}
	 */
	public Finding finding() {
		return new Finding(isSuspended() ? "pool-suspended" : "database-unreachable", Finding.Severity.CRITICAL,
				evidence(), OutageFix.of(this.cause.kind()));
	}

	/**
	 * As advice where most borrowers get connections and a few fail.
	 * @return {@code database-unreachable}, as a warning
	 */
	public Finding findingOfFew() {
		return new Finding("database-unreachable", Finding.Severity.WARNING,
				"Since " + time(this.startedAt) + " borrowers fail now and then though the pool is not full: "
						+ this.cause.text() + "."
						+ ((this.failed == 1) ? " 1 borrower has failed" : " " + this.failed + " borrowers have failed")
						+ ", and most got connections." + order(),
				OutageFix.of(this.cause.kind()));
	}

	private String evidence() {
		String start = time(this.startedAt);
		String what = isSuspended() ? "Since " + start + " the pool has lent no connection, for it was suspended."
				: "Since " + start + " the pool has got no connection though it is not full: " + this.cause.text()
						+ ".";
		String borrowers = (this.failed == 0) ? " Borrowers wait."
				: ((this.failed == 1) ? " 1 borrower has failed." : " " + this.failed + " borrowers have failed.");
		return what + ((isSuspended() && this.failed == 0) ? "" : borrowers) + order();
	}

	private String order() {
		if (this.exhaustedAt == null) {
			return "";
		}
		return this.exhaustedAt.isBefore(this.startedAt)
				? " The pool had been exhausted before, at " + time(this.exhaustedAt) + "."
				: " The outage came first; the pool was exhausted afterwards, at " + time(this.exhaustedAt) + ".";
	}

	private static String time(Instant instant) {
		return TIME.format(instant.atZone(ZoneId.systemDefault()));
	}

}
