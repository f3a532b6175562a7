package io.github.connectionpool.internal.checkout;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.PlainText;

/**
 * The facts about a revocation, for a thread that still uses the connection. Immutable.
 *
 * @param id identifier of the checkout
 * @param at when it was revoked
 * @param why the reason, in words
 * @param callSite where it was borrowed, null if that is not known
 */
record RevokedCheckout(String id, Instant at, String why, @Nullable String callSite) {

	/** SQLState of a connection that does not exist. */
	private static final String CONNECTION_DOES_NOT_EXIST = "08003";

	SQLException exception() {
		return new SQLNonTransientConnectionException(
				PlainText.of("Connection " + this.id + " was revoked by the connection pool monitor at "
						+ this.at.truncatedTo(ChronoUnit.MILLIS) + ": " + this.why
						+ (this.why.endsWith(".") ? " " : ". ") + "It was borrowed at "
						+ ((this.callSite != null) ? this.callSite : "a call site that is not known")),
				CONNECTION_DOES_NOT_EXIST);
	}

}
