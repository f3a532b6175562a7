package io.github.connectionpool.test;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.connectionpool.internal.checkout.Checkout;

/**
 * Whether a checkout is open. The ledger closes it only after the pool has the connection
 * again and may have lent it to another thread.
 */
final class Openness {

	private Openness() {
	}

	static boolean isOpen(Checkout checkout) {
		Connection connection = checkout.connection();
		boolean open = checkout.pool().ledger().isOpen(checkout);
		try {
			return open && (connection == null || !connection.isClosed());
		}
		catch (SQLException | RuntimeException ex) {
			// not known
			return open;
		}
	}

	/** Whether the application holds it for long on purpose. */
	static boolean isMeantToStay(Checkout checkout) {
		return checkout.purpose() != null || checkout.isListening();
	}

}
