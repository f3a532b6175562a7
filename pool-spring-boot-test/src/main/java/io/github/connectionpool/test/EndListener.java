package io.github.connectionpool.test;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Ends the check of a test of Spring, after the transaction of the test and all other
 * listeners.
 */
class EndListener implements TestExecutionListener, Ordered {

	static final String RUN = TestRun.class.getName();

	/** Listeners are called in reverse order after a test. */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		if (testContext.removeAttribute(RUN) instanceof TestRun run) {
			run.end();
		}
	}

}
