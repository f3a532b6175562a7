package io.github.connectionpool.endpoint;

import java.util.List;

import io.github.connectionpool.report.Finding;

/**
 * Reads the answer for all pools, of which the view is known to its package only.
 */
public final class Advice {

	private Advice() {
	}

	/** The findings that concern no single pool. */
	public static List<Finding> of(ConnectionPoolEndpoint endpoint) {
		return endpoint.pools().findings();
	}

}
