package io.github.connectionpool.test;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Begins the check of a test of Spring, once its context is there and before its
 * transaction begins. The {@link EndListener} ends it.
 */
class BeginListener implements TestExecutionListener, Ordered {

	/** Just before the listener that begins a test's transaction. */
	static final int ORDER = 3990;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		TestRun run = TestRuns.begin(testContext.getTestClass(), testContext.getTestMethod());
		if (run != null) {
			testContext.setAttribute(EndListener.RUN, run);
		}
	}

}
