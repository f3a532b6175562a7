package io.github.connectionpool.test;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.WorkContext;
import io.github.connectionpool.spi.ContextContributor;

/**
 * Notes for which test a thread borrows. Adds nothing to the context of the borrow.
 */
class BorrowsOfTests implements ContextContributor {

	@Override
	public @Nullable WorkContext current() {
		TestRuns.borrows();
		return null;
	}

}
